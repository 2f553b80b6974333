"""The edition that needs no server: every page and file of the dashboard, written into a folder or a zip.

    addresses which file an address becomes, the way from one file to another, the addresses of a page replaced
    page      what else of a page is different without a server
    crawl     asks the app for its registered pages and for all that they lead to
    packs     the choices of charts, in files that a script can load from a disk
    ranks     the same for the one chart whose choices cannot be counted: its rows, drawn by scripts/ranks.js
    export    puts the edition together and writes it
    check     reads a written edition back: links, anchors, hashes

The pages are those of the server, asked for in the same process, so that a new page comes along by itself.
"""
