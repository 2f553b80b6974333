"""The pages, one per file. A page is thin: it names its charts and asks the tables; its words are in texts/."""
