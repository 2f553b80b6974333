"""The commands beside `build`: what asks the publishers, and what looks and changes nothing."""
