"""From slides to the site, by mkslides."""
