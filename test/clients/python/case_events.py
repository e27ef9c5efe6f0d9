"""Reads what a Probity service tells of its cases, from its topic, and prints a line for each event.

    python case_events.py kafka-1:9092 probity.intake.v1 [--group name] [--idle seconds] [-X property=value ...]
"""

import argparse
import json
import sys
import time

from cloudevents.core.bindings.kafka import KafkaMessage, from_binary
from cloudevents.core.formats.json import JSONFormat
from confluent_kafka import Consumer, KafkaException

arguments = argparse.ArgumentParser()
arguments.add_argument("brokers")
arguments.add_argument("topic")
arguments.add_argument("--group", default="case-events", help="consumers of one group share the topic")
arguments.add_argument("--idle", type=float, help="end after so many seconds without a message")
arguments.add_argument("-X", action="append", default=[], help="a property of librdkafka, such as sasl.username=me")
given = arguments.parse_args()

consumer = Consumer(
    {
        "bootstrap.servers": given.brokers,
        "group.id": given.group,
        "auto.offset.reset": "earliest",
        # Where it is is told after a message was handled: one may come again, and none is missed.
        "enable.auto.commit": False,
        **dict(one.split("=", 1) for one in given.X),
    }
)

# A consumer that keeps something of its own keeps these with it, in one transaction.
seen: set[str] = set()


def handle(message) -> None:
    headers = dict(message.headers() or [])
    event = from_binary(KafkaMessage(headers, message.key(), message.value()), JSONFormat())
    if event.get_id() in seen:
        return
    before = event.get_extension("predecessor")
    if before is not None and before not in seen:
        print(f"{event.get_subject()} something is missing before {event.get_id()}", file=sys.stderr)
    seen.add(event.get_id())
    # Fields and types that are not known are passed over; what is personal is {"sealed": ciphertext}.
    data = json.dumps(event.get_data(), sort_keys=True, separators=(",", ":"))
    print(event.get_time().isoformat(), event.get_subject(), event.get_type(), data, flush=True)


# Of the last message, or of being given partitions to read.
last = float("inf")


def assigned(*_) -> None:
    global last
    last = time.monotonic()


consumer.subscribe([given.topic], on_assign=assigned)
try:
    while given.idle is None or time.monotonic() - last < given.idle:
        message = consumer.poll(0.2)
        if message is None:
            continue
        if message.error():
            raise KafkaException(message.error())
        handle(message)
        consumer.commit(message, asynchronous=False)
        last = time.monotonic()
except KeyboardInterrupt:
    pass
finally:
    consumer.close()
