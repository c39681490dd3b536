"""Mail to officers who have asked for it: one neutral sentence, and nothing that tells what has happened.

The keeper sends it, in `portal tick`, and neither the web nor the projector: a request must never wait for a mail
server, and the projector must never stand still behind one. The keeper sees what is due but holds no key, so that
nothing of a case can get into a mail even by mistake.
"""
