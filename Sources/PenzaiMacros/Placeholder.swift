// Placeholder of the first commit; replaced by the target's real files.
