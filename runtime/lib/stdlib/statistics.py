# SPDX-License-Identifier: ISC
# statistics, in floating point: CPython's exact fractions are not here.

import math


class StatisticsError(ValueError):
    pass


def _values(data, name, least=1):
    values = list(data)
    if len(values) < least:
        points = "one data point" if least == 1 else "two data points"
        raise StatisticsError(f"{name} requires at least {points}")
    return values


def _sum(values):
    # Neumaier's sum: what is lost to rounding is added at the end.
    total = lost = 0.0
    for value in values:
        new = total + value
        lost += (
            (total - new) + value if abs(total) >= abs(value) else (value - new) + total
        )
        total = new
    return total + lost


def _as(values, result):
    # Whole numbers whose mean is whole stay whole.
    whole = all(isinstance(value, int) for value in values) and result == int(result)
    return int(result) if whole else result


def mean(data):
    values = _values(data, "mean")
    return _as(values, _sum(values) / len(values))


def fmean(data, weights=None):
    values = _values(data, "fmean")
    if weights is None:
        return _sum(values) / len(values)
    weights = list(weights)
    if len(weights) != len(values):
        raise StatisticsError("data and weights must be the same length")
    return _sum([v * w for v, w in zip(values, weights)]) / _sum(weights)


def geometric_mean(data):
    values = _values(data, "geometric_mean")
    return math.exp(_sum([math.log(value) for value in values]) / len(values))


def harmonic_mean(data, weights=None):
    values = _values(data, "harmonic_mean")
    weights = [1] * len(values) if weights is None else list(weights)
    if 0 in values:
        return 0
    return _sum(weights) / _sum([w / v for v, w in zip(values, weights)])


def median(data):
    values = sorted(_values(data, "median"))
    middle = len(values) // 2
    if len(values) % 2:
        return values[middle]
    return (values[middle - 1] + values[middle]) / 2


def median_low(data):
    values = sorted(_values(data, "median"))
    return values[(len(values) - 1) // 2]


def median_high(data):
    values = sorted(_values(data, "median"))
    return values[len(values) // 2]


def mode(data):
    return multimode(_values(data, "mode"))[0]


def multimode(data):
    counts, order = {}, []
    for value in data:
        if value not in counts:
            order.append(value)
        counts[value] = counts.get(value, 0) + 1
    most = max(counts.values()) if counts else 0
    return [value for value in order if counts[value] == most]


def _squares(values, middle):
    middle = _sum(values) / len(values) if middle is None else middle
    return _sum([(value - middle) ** 2 for value in values])


def variance(data, xbar=None):
    values = _values(data, "variance", 2)
    return _as(values, _squares(values, xbar) / (len(values) - 1))


def pvariance(data, mu=None):
    values = _values(data, "pvariance")
    return _as(values, _squares(values, mu) / len(values))


def stdev(data, xbar=None):
    values = _values(data, "stdev", 2)
    return math.sqrt(_squares(values, xbar) / (len(values) - 1))


def pstdev(data, mu=None):
    values = _values(data, "pstdev")
    return math.sqrt(_squares(values, mu) / len(values))


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    values = sorted(_values(data, "quantiles", 2))
    size = len(values) + (1 if method == "exclusive" else -1)
    found = []
    for at in range(1, n):
        low, rest = divmod(at * size, n)
        if method == "exclusive":
            low = min(max(low, 1), len(values) - 1) - 1
            rest = at * size - (low + 1) * n
        found.append((values[low] * (n - rest) + values[low + 1] * rest) / n)
    return found


def _pairs(x, y):
    x, y = list(x), list(y)
    if len(x) != len(y) or len(x) < 2:
        raise StatisticsError("two series of the same length, of two points at least")
    return x, y


def covariance(x, y):
    x, y = _pairs(x, y)
    xbar, ybar = fmean(x), fmean(y)
    return _sum([(a - xbar) * (b - ybar) for a, b in zip(x, y)]) / (len(x) - 1)


def correlation(x, y):
    x, y = _pairs(x, y)
    return covariance(x, y) / (stdev(x) * stdev(y))
