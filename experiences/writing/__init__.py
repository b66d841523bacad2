"""How somebody without an account tells, asks and answers: the pages' forms, and what stands between them and the verbs."""
