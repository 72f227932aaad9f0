"""Telling others: events written with the change itself, sent by the worker, signed, and sent again.

targets     which addresses may be told, and the one network address that is connected to
signing     the secret of a webhook, and what it signs
outbox      events and deliveries written in the transaction of what happened
deadlines   contracts whose deadline comes near, each day
payloads    what is told, as far as the owner may see it at that moment
sending     one request to one address
delivering  what is due, claimed by one worker at a time, with its outcome
tasks       the worker's part
"""
