"""One case on screen: page, timeline, facts, plan, questions, extract."""
