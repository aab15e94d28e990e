# SPDX-License-Identifier: ISC
# random: MicroPython's generator, and the functions that it leaves out. The numbers of
# a seed are not CPython's.

import math

from urandom import *
from urandom import choice, getrandbits, random


def shuffle(x):
    for at in range(len(x) - 1, 0, -1):
        other = randrange(at + 1)
        x[at], x[other] = x[other], x[at]


def sample(population, k, *, counts=None):
    pool = list(population)
    if counts is not None:
        pool = [value for value, n in zip(pool, counts) for _ in range(n)]
    if not 0 <= k <= len(pool):
        raise ValueError("Sample larger than population or is negative")
    for at in range(k):
        other = randrange(at, len(pool))
        pool[at], pool[other] = pool[other], pool[at]
    return pool[:k]


def choices(population, weights=None, *, cum_weights=None, k=1):
    if weights is None and cum_weights is None:
        return [choice(population) for _ in range(k)]
    sums = list(cum_weights) if cum_weights is not None else _sums(weights)
    if len(sums) != len(population):
        raise ValueError("The number of weights does not match the population")
    if sums[-1] <= 0:
        raise ValueError("Total of weights must be greater than zero")
    return [population[_place(sums, random() * sums[-1])] for _ in range(k)]


def _sums(weights):
    total, sums = 0, []
    for weight in weights:
        total += weight
        sums.append(total)
    return sums


def _place(sums, point):
    for at, limit in enumerate(sums):
        if point < limit:
            return at
    return len(sums) - 1


def randbytes(n):
    return bytes([getrandbits(8) for _ in range(n)])


def triangular(low=0.0, high=1.0, mode=None):
    point = random()
    peak = 0.5 if mode is None else (mode - low) / (high - low)
    if point > peak:
        point, peak = 1.0 - point, 1.0 - peak
        low, high = high, low
    return low + (high - low) * math.sqrt(point * peak)


def gauss(mu=0.0, sigma=1.0):
    angle, distance = random() * 2 * math.pi, math.sqrt(-2 * math.log(1 - random()))
    return mu + math.cos(angle) * distance * sigma


normalvariate = gauss


def lognormvariate(mu=0.0, sigma=1.0):
    return math.exp(gauss(mu, sigma))


def expovariate(lambd=1.0):
    return -math.log(1.0 - random()) / lambd


def paretovariate(alpha):
    return (1.0 - random()) ** (-1.0 / alpha)


def weibullvariate(alpha, beta):
    return alpha * (-math.log(1.0 - random())) ** (1.0 / beta)
