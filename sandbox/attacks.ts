import { attackerAddresses } from './addresses.ts';
import { attackLine, banNotice, noiseLine, SERVICES, type Service } from './log-lines.ts';
import { createRandom, type Random } from './random.ts';

export interface LoggedLine {
  service: Service;
  line: string;
}

export interface AttackOptions {
  seed: number;
  /** How many different attackers there are. */
  attackers: number;
  /** Failures after which a service bans, as its jail is configured. */
  maxretry: number;
  /** For how long an attacker stays away after a visit, at least. */
  restSeconds: number;
}

export interface Attacks {
  /** The daemon's own log lines about some persistent attackers, banned three times in the last half hour. */
  history(now: Date): string[];
  /** Many attackers at once: every one of them is banned. */
  opening(now: Date, visits: number): LoggedLine[];
  /** Everything that happened since the step before. */
  step(now: Date): LoggedLine[];
}

interface Attacker {
  address: string;
  service: Service;
  isPersistent: boolean;
  restsUntil: number;
}

interface ScheduledLine {
  at: number;
  attacker: Attacker;
}

const PERSISTENT_SHARE = 0.06;
const PERSISTENT_VISITS_SHARE = 0.3;
const VISITS_PER_SECOND = 0.4;
const NOISE_PER_SECOND = 0.5;
const GIVES_UP_EARLY_SHARE = 0.35;
const NEXT_ATTEMPT_MS = 900;
const KNOWN_OFFENDERS = 7;
const EARLIER_BANS_MINUTES_AGO = [28, 17, 6];
/** Addresses of RFC 5737, so that everyday business never looks like an attack from somewhere. */
const VISITOR_NETWORK = '198.51.100';

/**
 * A believable day on the internet: scanners from all over the world that come in bursts, some give
 * up before they are banned, a few come back again and again. It writes nothing and keeps no clock.
 */
export function createAttacks(options: AttackOptions): Attacks {
  const random = createRandom(options.seed);
  const attackers = attackerAddresses(random, options.attackers).map((address) =>
    createAttacker(random, address),
  );
  let scheduled: ScheduledLine[] = [];
  let lastStep: number | undefined;

  function schedule(attacker: Attacker, start: number, spacingMs: number, attempts: number): void {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      scheduled.push({ at: start + attempt * spacingMs, attacker });
    }
    const rest = options.restSeconds * (attacker.isPersistent ? 1 : random.integer(2, 6));
    attacker.restsUntil = start + attempts * spacingMs + rest * 1000;
  }

  function visit(now: number): void {
    const candidates = attackers.filter((attacker) => attacker.restsUntil <= now);
    if (candidates.length === 0) return;
    const persistent = candidates.filter((attacker) => attacker.isPersistent);
    const comesBack = persistent.length > 0 && random.fraction() < PERSISTENT_VISITS_SHARE;
    const attacker = random.pick(comesBack ? persistent : candidates);
    const givesUp = !attacker.isPersistent && random.fraction() < GIVES_UP_EARLY_SHARE;
    const attempts = givesUp ? random.integer(1, options.maxretry - 1) : options.maxretry;
    schedule(attacker, now, random.integer(100, NEXT_ATTEMPT_MS), attempts);
  }

  function takeDue(now: number): LoggedLine[] {
    const due = scheduled.filter((line) => line.at <= now).sort((a, b) => a.at - b.at);
    scheduled = scheduled.filter((line) => line.at > now);
    return due.map(({ at, attacker }) => ({
      service: attacker.service,
      line: attackLine(attacker.service, { random, time: new Date(at), address: attacker.address }),
    }));
  }

  function noise(now: number): LoggedLine {
    const service = random.pick(SERVICES);
    const address = `${VISITOR_NETWORK}.${random.integer(1, 254)}`;
    return { service, line: noiseLine(service, { random, time: new Date(now), address }) };
  }

  return {
    history(now) {
      const persistent = attackers.filter((attacker) => attacker.isPersistent).slice(0, KNOWN_OFFENDERS);
      return EARLIER_BANS_MINUTES_AGO.flatMap((minutes) =>
        persistent.map(({ address, service }) =>
          banNotice(service, { random, time: new Date(now.getTime() - minutes * 60_000), address }),
        ),
      );
    },
    opening(now, visits) {
      for (const attacker of attackers.slice(0, visits)) {
        schedule(attacker, now.getTime(), 0, options.maxretry);
      }
      return takeDue(now.getTime());
    },
    step(now) {
      const time = now.getTime();
      const elapsedSeconds = (time - (lastStep ?? time - 1000)) / 1000;
      lastStep = time;
      const visits = occurrences(random, VISITS_PER_SECOND * elapsedSeconds);
      for (let count = 0; count < visits; count += 1) visit(time);
      const business = Array.from({ length: occurrences(random, NOISE_PER_SECOND * elapsedSeconds) }, () =>
        noise(time),
      );
      return [...takeDue(time), ...business];
    },
  };
}

function createAttacker(random: Random, address: string): Attacker {
  return {
    address,
    service: random.pick(SERVICES),
    isPersistent: random.fraction() < PERSISTENT_SHARE,
    restsUntil: 0,
  };
}

function occurrences(random: Random, expected: number): number {
  const whole = Math.floor(expected);
  return whole + (random.fraction() < expected - whole ? 1 : 0);
}
