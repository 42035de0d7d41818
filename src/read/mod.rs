//! Bytes to articles: files, folders and standard input; plain text, HTML and JSON Lines; encodings detected.
