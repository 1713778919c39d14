"""Official letters as a ministry signs them: composing, the register of numbers, scans, pages."""
