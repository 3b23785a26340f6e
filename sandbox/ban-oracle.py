"""Counts failures with fail2ban's own classes, the clock set to the time of each: scenarios in, bans out, as JSON."""
import json
import sys

from fail2ban.server.banmanager import BanManager
from fail2ban.server.database import Fail2BanDb
from fail2ban.server.failmanager import FailManager, FailManagerEmpty
from fail2ban.server.jail import Jail
from fail2ban.server.mytime import MyTime
from fail2ban.server.observer import ObserverThread
from fail2ban.server.ticket import BanTicket, FailTicket


class OracleJail(Jail):
    """A jail whose filter and actions do not run in threads of their own."""

    def isAlive(self):
        return True


def begin_jail(rules):
    database = Fail2BanDb(":memory:")
    database.purgeage = rules["purgeAgeSeconds"]
    jail = OracleJail("oracle", "polling", database)
    database.addJail(jail)
    manager = jail.filter.failManager
    manager.setMaxRetry(rules["maxretry"])
    manager.setMaxTime(rules["findtimeSeconds"])
    jail.actions.setBanTime(rules["bantimeSeconds"])
    increment = rules["increment"]
    jail.setBanTimeExtra("increment", "true" if increment["isEnabled"] else "false")
    jail.setBanTimeExtra("factor", str(increment["factor"]))
    if increment["formula"] == "exponential":
        jail.setBanTimeExtra(
            "formula", "ban.Time * math.exp(float(ban.Count+1)*banFactor)/math.exp(1*banFactor)"
        )
    if increment["multipliers"]:
        jail.setBanTimeExtra("multipliers", " ".join(map(str, increment["multipliers"])))
    if increment["maxtimeSeconds"] is not None:
        jail.setBanTimeExtra("maxtime", str(increment["maxtimeSeconds"]))
    return jail


def take_bans(jail, observer, bans):
    bans_now = jail.actions.banManager
    while jail.hasFailTickets:
        ticket = BanTicket.wrap(jail.getFailTicket())
        seconds = ticket.getBanTime(jail.actions.getBanTime())
        reason = {}
        if bans_now.addBanTicket(ticket, reason=reason):
            observer.banFound(ticket, jail, seconds)
            bans.append([
                str(ticket.getID()),
                ticket.getTime(),
                ticket.getBanTime(jail.actions.getBanTime()),
                ticket.getAttempt(),
                ticket.getBanCount(),
            ])
        elif reason.get("prolong"):
            end = reason["ticket"].getEndOfBanTime(jail.actions.getBanTime())
            bans.append([str(ticket.getID()), "prolonged", -1 if end == BanTicket.MAX_TIME else end])


def perform_ban(jail, address):
    manager = jail.filter.failManager
    try:
        jail.putFailTicket(manager.toBan(address))
    except FailManagerEmpty:
        pass


def run(scenario):
    jail = begin_jail(scenario["rules"])
    observer = ObserverThread()
    observer.add_timer = lambda *_: None
    manager = jail.filter.failManager
    jail.filter.performBan = lambda address: perform_ban(jail, address)
    bans = []
    for address, at in scenario["failures"]:
        MyTime.setTime(at)
        jail.database.purge()
        jail.actions.banManager.unBanList(at)
        manager.cleanup(at)
        ticket = FailTicket(address, at)
        if manager.addFailure(ticket) >= manager.getMaxRetry():
            perform_ban(jail, ticket.getID())
        take_bans(jail, observer, bans)
        observer.failureFound(jail, ticket)
        take_bans(jail, observer, bans)
    return bans


json.dump([run(scenario) for scenario in json.load(sys.stdin)], sys.stdout)
