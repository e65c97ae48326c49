"""What archives and sites of stories set round them: facts at the head, links, authors' notes."""
