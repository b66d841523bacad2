"""What the desk shows of posts that wait: the queues, one post to review, the numbers. It decides nothing."""
