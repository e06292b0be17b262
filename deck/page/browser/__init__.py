"""What the scripts of the page ask of the browser: what it is, keeps, loads and has in sight."""
