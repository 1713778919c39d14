"""What every organisers' page is built on."""
