"""Import of catalogues: `job.import_files` reads files of any shape into the record and its derived stores."""
