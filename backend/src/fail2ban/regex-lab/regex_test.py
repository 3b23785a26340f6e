"""
Runs the code of fail2ban-regex over a log and tells the outcome of every line.

fail2ban-regex itself prints lines and hits in lists that do not say which expression hit which line, and keeps all
of them in memory. This script lets its own class (fail2ban 1.0 and 1.1, client/fail2banregex.py) read the filter
and judge each line, and notes what it found.

    python3 -EsB regex_test.py CONFIG_DIRECTORY FILTER LOG_FILE FIRST_BYTE SECONDS

Prints JSON, one object a line: {"progress": {"done": BYTES, "total": BYTES}} now and then, {"outcome": {...}} at last.
Reads for at most SECONDS; what it has read until then is the outcome.
"""
import json
import logging
import os
import resource
import signal
import sys
import time
from collections import Counter, deque

from confinement import confine
from fail2ban.client import fail2banregex
from slow_expressions import find_slow_expressions

MOST_LINES_OF_A_STATE = 2000
LONGEST_TEXT = 1000
LONGEST_GROUP = 300
MOST_MEMORY_BYTES = 1 << 30
# More than this for one line is an attack, not a log. Of the processor's time, so that a busy machine blames nobody.
LINE_LIMIT_SECONDS = 5
PROGRESS_SECONDS = 0.3


class LineTooSlow(Exception):
    pass


class Expression:
    """One expression of the filter, and what it cost and found."""

    def __init__(self, kind, number, text, regex):
        self.kind, self.number, self.text, self.regex = kind, number, text, regex
        self.hits = 0
        self.seconds = 0.0
        self.slowest_seconds = 0.0

    def measure(self):
        """Every search of the regular expression is timed from now on."""
        search = self.regex.search

        def timed(*lines):
            begun = time.perf_counter()
            try:
                search(*lines)
            finally:
                seconds = time.perf_counter() - begun
                self.seconds += seconds
                self.slowest_seconds = max(self.slowest_seconds, seconds)
            self.hits += self.regex.hasMatched()

        self.regex.search = timed

    def told(self):
        return {
            "kind": self.kind,
            "number": self.number,
            "expression": self.text[: 4 * LONGEST_TEXT],
            "hits": self.hits,
            "seconds": self.seconds,
            "slowestSeconds": self.slowest_seconds,
        }


class ForgetfulStat(fail2banregex.RegexStat):
    """Hands each hit on instead of keeping them all."""

    on_hit = None

    def appendIP(self, match):
        ForgetfulStat.on_hit(match)


class RegexTest(fail2banregex.Fail2banRegex):
    def __init__(self, options, first_byte, seconds):
        super().__init__(options)
        self.first_byte = first_byte
        self.ends_at = time.monotonic() + seconds
        self.lines = []
        self.told_of_state = Counter()
        self.expressions = []
        self.is_complete = True
        self.too_slow = None
        self.log_seconds = 0.0
        ForgetfulStat.on_hit = lambda match: self.hits.append(match)
        self.begin_line()

    def begin_line(self):
        self.hits = []
        self.ignored_by = None
        self.line_begun = time.process_time()

    def _onIgnoreRegex(self, index, regex):
        super()._onIgnoreRegex(index, regex)
        self.ignored_by = index + 1

    def list_expressions(self):
        judge = self._filter
        prefregex = [judge.prefRegex] if judge.prefRegex else []
        self.expressions = [
            *(Expression("prefregex", 1, regex.getRegex(), regex) for regex in prefregex),
            *self.listed("failregex", self._failregex, judge._Filter__failRegex),
            *self.listed("ignoreregex", self._ignoreregex, judge._Filter__ignoreRegex),
        ]
        for expression in self.expressions:
            expression.measure()

    @staticmethod
    def listed(kind, stats, regexes):
        pairs = zip(stats, regexes)
        return [Expression(kind, n, stat.getFailRegex(), regex) for n, (stat, regex) in enumerate(pairs, 1)]

    def process(self, log):
        """Takes the place of fail2ban-regex's own loop, which keeps every line."""
        self.list_expressions()
        begun = time.perf_counter()
        total = log.getFileSize() - self.first_byte
        log.seek(self.first_byte, False)
        # Lines that a filter of several lines may yet take into a match.
        recent = deque()
        tell_at = 0
        number = 0
        try:
            for text in log:
                number += 1
                recent.append(self.judge(number, text, recent))
                if len(recent) > self._filter.getMaxLines():
                    self.keep(recent.popleft())
                now = time.monotonic()
                if now > tell_at:
                    tell_at = now + PROGRESS_SECONDS
                    tell("progress", {"done": log.tell() - self.first_byte, "total": total})
                if now > self.ends_at:
                    self.is_complete = False
                    break
        except LineTooSlow:
            self.is_complete = False
            self.too_slow = {"number": number, "text": text[:LONGEST_TEXT]}
        for line in recent:
            self.keep(line)
        self.log_seconds = time.perf_counter() - begun

    def judge(self, number, text, recent):
        self.begin_line()
        stats = self._line_stats
        line = {"number": number, "text": text, "hits": [], "ignoredBy": None}
        if text == "" or text.startswith("#"):
            return {**line, "state": "skipped"}
        matched_before = stats.matched
        _, failures, is_ignored = self.testRegex(text)
        self.mark_taken(recent, stats.matched - matched_before)
        state = "ignored" if is_ignored else "matched" if failures else "missed"
        setattr(stats, state, getattr(stats, state) + 1)
        stats.tested += 1
        return {**line, "state": state, "hits": [told_hit(match) for match in self.hits], "ignoredBy": self.ignored_by}

    @staticmethod
    def mark_taken(recent, count):
        """Earlier lines that belong to the match of this one were no misses after all."""
        missed = [line for line in recent if line["state"] == "missed"]
        for line in missed[len(missed) - count :] if count > 0 else []:
            line["state"] = "matched"

    def keep(self, line):
        self.told_of_state[line["state"]] += 1
        if self.told_of_state[line["state"]] > MOST_LINES_OF_A_STATE:
            return
        text = line["text"]
        self.lines.append({**line, "text": text[:LONGEST_TEXT], "isCut": len(text) > LONGEST_TEXT})

    def printStats(self):
        """Takes the place of fail2ban-regex's own words."""
        return True

    def outcome(self):
        stats = self._line_stats
        return {
            "lines": self.lines,
            "counts": {
                "tested": stats.tested,
                "matched": stats.matched,
                "ignored": stats.ignored,
                "missed": stats.missed,
                "skipped": self.told_of_state["skipped"],
            },
            "expressions": [expression.told() for expression in self.expressions],
            "dateTemplates": self.date_templates(),
            "seconds": self.log_seconds,
            "isComplete": self.is_complete,
            "tooSlowLine": self.too_slow,
            "slowExpressions": list(find_slow_expressions(self.expressions)),
            "error": None,
        }

    def date_templates(self):
        detector = self._filter.dateDetector
        return [{"name": t.name, "hits": t.hits} for t in (detector.templates if detector else []) if t.hits]

    def wrong_expression(self):
        """fail2ban stops at the first expression that it refuses, so that is the one after those it has taken."""
        taken = len(self._filter.getFailRegex())
        if taken < len(self._failregex):
            return {"kind": "failregex", "number": taken + 1}
        taken = len(self._filter.getIgnoreRegex())
        if taken < len(self._ignoreregex):
            return {"kind": "ignoreregex", "number": taken + 1}
        return None


def told_hit(match):
    index, host, seconds, data = match[:4]
    return {
        "expression": index + 1,
        "host": None if host is None else str(host)[:LONGEST_GROUP],
        "time": None if seconds is None else int(seconds),
        "isFailure": not data.get("nofail"),
        "groups": {key: value[:LONGEST_GROUP] for key, value in data.items() if isinstance(value, str) and value},
    }


def tell(kind, content):
    print(json.dumps({kind: content}), flush=True)


def watch_slow_lines(test):
    def check(_signal, _frame):
        if time.process_time() - test.line_begun > LINE_LIMIT_SECONDS:
            raise LineTooSlow()

    # Python's regular expressions look for signals while they search.
    signal.signal(signal.SIGPROF, check)
    signal.setitimer(signal.ITIMER_PROF, 1, 1)


def main(config, filter_name, log, first_byte, seconds):
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    words = []
    fail2banregex.output = words.append
    fail2banregex.RegexStat = ForgetfulStat
    logging.getLogger("fail2ban").addHandler(logging.NullHandler())
    logging.getLogger("fail2ban").setLevel(logging.CRITICAL)
    parser = fail2banregex.get_opt_parser()
    # Raw: a name in a log is no reason to ask the DNS.
    options, arguments = parser.parse_args(["--raw", "-c", config, "--", log, filter_name])
    test = RegexTest(options, int(first_byte), float(seconds))
    confine([config, os.path.dirname(log)])
    watch_slow_lines(test)
    try:
        is_done = test.start(arguments)
    except Exception as error:
        is_done = False
        words.append(f"ERROR: {error or type(error).__name__}")
    signal.setitimer(signal.ITIMER_PROF, 0)
    outcome = test.outcome()
    if not is_done:
        outcome["error"] = {"message": last_error(words), "expression": test.wrong_expression()}
    tell("outcome", outcome)


def last_error(words):
    errors = [str(word).removeprefix("ERROR: ") for word in words if str(word).startswith(("ERROR", "Wrong"))]
    return "\n".join(errors)[: 2 * LONGEST_TEXT] or "fail2ban-regex can not read this filter"


if __name__ == "__main__":
    main(*sys.argv[1:])
