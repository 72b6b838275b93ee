-- How many mails of one origin wait to be claimed is asked for each frame.
create index inbox_waiting on inbox (origin, due);
