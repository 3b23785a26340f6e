"""
Measures whether a line can be written that keeps an expression busy for long: an attack on the server that reads it.

Every repetition in an expression is a place where such a line could grow. For each, a line is made of the shortest
text that leads there, a growing number of what is repeated, and an end that fits nothing; then the expression
searches it, and the processor's time counts. Nothing is said that was not measured.
"""
import signal
import time

try:
    from re import _constants as codes, _parser as parser
except ImportError:  # Python before 3.11
    import sre_constants as codes
    import sre_parse as parser

# Ten such lines a second keep a processor busy.
SLOW_SECONDS = 0.1
# No line is tried for longer.
LIMIT_SECONDS = 0.5
# Of all expressions together.
BUDGET_SECONDS = 15
# syslog daemons and web servers cut what is longer than about 8 KiB.
LENGTHS = (16, 24, 32, 64, 128, 512, 2048, 4096)
COMMON = ("", " ", "a", "0", ".")
FITS_NOTHING = "\x01!"
LONGEST_SHOWN = 200

REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)
POSSESSIVE = getattr(codes, "POSSESSIVE_REPEAT", None)
ATOMIC = getattr(codes, "ATOMIC_GROUP", None)
OF_CATEGORY = {
    codes.CATEGORY_DIGIT: "0",
    codes.CATEGORY_NOT_DIGIT: "a",
    codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_WORD: " ",
}


class TookTooLong(Exception):
    pass


def find_slow_expressions(expressions):
    """The first line found for each expression that keeps it busy for 0.1 s or more of the processor's time."""
    signal.signal(signal.SIGPROF, give_up)
    ends_at = time.process_time() + BUDGET_SECONDS
    for expression in expressions:
        found = slowest_line(expression.regex._regexObj, ends_at)
        if found:
            yield {"kind": expression.kind, "number": expression.number, **found}


def give_up(_signal, _frame):
    raise TookTooLong()


def slowest_line(pattern, ends_at):
    for prefix, repeated in growing_places(pattern):
        for length in LENGTHS:
            if time.process_time() > ends_at:
                return None
            line = prefix + repeated * (length // len(repeated)) + FITS_NOTHING
            seconds = search_seconds(pattern, line)
            if seconds >= SLOW_SECONDS:
                # Once more, as the first search may have paid for something else.
                seconds = min(seconds, search_seconds(pattern, line))
            if seconds >= SLOW_SECONDS:
                return {"length": len(line), "seconds": seconds, "line": line[:LONGEST_SHOWN]}
    return None


def search_seconds(pattern, line):
    begun = time.process_time()
    try:
        signal.setitimer(signal.ITIMER_PROF, LIMIT_SECONDS)
        pattern.search(line + "\n")
        signal.setitimer(signal.ITIMER_PROF, 0)
    except TookTooLong:
        pass
    return time.process_time() - begun


def growing_places(pattern):
    """Pairs of a text that leads to a repetition, and one that it repeats."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~codes.SRE_FLAG_UNICODE)
    places = dict.fromkeys(
        (prefix, repeated)
        for prefix, body in repetitions(tree, "", {})
        for repeated in (sample(body, {}), *COMMON)
        if repeated
    )
    return list(places)


def repetitions(tree, prefix, groups):
    for code, content in tree:
        for part in inner_parts(code, content):
            yield from repetitions(part, prefix, dict(groups))
        if code in REPEATS and content[1] > LENGTHS[0]:
            yield prefix, content[2]
        prefix += sample([(code, content)], groups)


def inner_parts(code, content):
    if code in REPEATS or code == POSSESSIVE:
        return [content[2]]
    if code == codes.SUBPATTERN:
        return [content[3]]
    if code == codes.BRANCH:
        return content[1]
    if code == ATOMIC:
        return [content]
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return [content[1]]
    if code == codes.GROUPREF_EXISTS:
        return [part for part in content[1:] if part is not None]
    return []


def sample(tree, groups):
    """A short text that the expression fits; what stands around it may spoil that, then the line is merely harmless."""
    return "".join(sample_of(code, content, groups) for code, content in tree)


def sample_of(code, content, groups):
    if code == codes.LITERAL:
        return chr(content)
    if code == codes.NOT_LITERAL:
        return "b" if content == ord("a") else "a"
    if code == codes.ANY:
        return "a"
    if code == codes.IN:
        return sample_of_set(content)
    if code == codes.BRANCH:
        return sample(content[1][0], groups)
    if code in REPEATS or code == POSSESSIVE:
        return sample(content[2], groups) * min(content[0], LENGTHS[-1])
    if code == codes.SUBPATTERN:
        groups[content[0]] = sample(content[3], groups)
        return groups[content[0]]
    if code == codes.GROUPREF:
        return groups.get(content, "")
    if code == codes.GROUPREF_EXISTS:
        chosen = content[1] if groups.get(content[0]) else content[2]
        return sample(chosen or [], groups)
    return sample(content, groups) if code == ATOMIC else ""


def sample_of_set(members):
    is_negated = members[0][0] == codes.NEGATE
    if is_negated:
        excluded = {chr(content) for code, content in members if code == codes.LITERAL}
        return next((character for character in 'a0 .-"' if character not in excluded), "~")
    code, content = members[0]
    if code == codes.LITERAL:
        return chr(content)
    if code == codes.RANGE:
        return chr(content[0])
    return OF_CATEGORY.get(content, "a")
