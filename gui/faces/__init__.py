"""The faces page: photos and sampled faces under ten sliders."""
