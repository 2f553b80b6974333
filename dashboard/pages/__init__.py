"""The pages; site_map.py lists them. A page asks the tables and names its charts; its words are in texts/."""
