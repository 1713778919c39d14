"""How the site looks: its typeface, its marks, and the pictures that stand for a page elsewhere."""
