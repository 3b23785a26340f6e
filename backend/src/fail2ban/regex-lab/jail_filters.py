"""
Tells which filter each jail of the files uses, as fail2ban understands them, with its options: {"sshd": "sshd[mode=normal]"}.

    python3 -EsB jail_filters.py CONFIG_DIRECTORY
"""
import configparser
import json
import logging
import sys

from fail2ban.client.configreader import ConfigReader


def filter_of(reader, jail):
    try:
        return reader.get(jail, "filter")
    except configparser.Error:
        return None


def main(config):
    logging.getLogger("fail2ban").addHandler(logging.NullHandler())
    reader = ConfigReader(basedir=config)
    reader.read("jail")
    print(json.dumps({jail: filter_of(reader, jail) for jail in reader.sections() if jail != "INCLUDES"}))


if __name__ == "__main__":
    main(*sys.argv[1:])
