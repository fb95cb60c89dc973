"""Draws the arms of an experiment: mean held-out accuracy with its standard error, and a dot for each model.

    chart.py results.json chart.svg
"""

import json
import math
import sys

WIDTH, LEFT, TOP, HEIGHT = 640, 50, 20, 220


def main():
    with open(sys.argv[1]) as file:
        seeds = json.load(file)["seeds"].values()
    names = [name for name in next(iter(seeds)) if name != "samples"]
    dots = {}
    for name in names:
        arms = [one[name] for one in seeds]
        dots[name] = [100 * right * len(arm["each"]) / arm["of"] for arm in arms for right in arm["each"]]
    most = 5 * math.ceil(max(max(values) for values in dots.values()) / 5)
    step = (WIDTH - LEFT - 10) / len(names)

    def y(value):
        return TOP + HEIGHT * (1 - value / most)

    body = []
    for line in range(0, most + 1, 5):
        body.append(f'<line x1="{LEFT}" x2="{WIDTH}" y1="{y(line):.1f}" y2="{y(line):.1f}" stroke="#cbd2dc"/>')
        body.append(f'<text x="{LEFT - 8}" y="{y(line) + 4:.1f}" text-anchor="end">{line} %</text>')
    for place, name in enumerate(names):
        values, x = dots[name], LEFT + (place + 0.5) * step
        mean = sum(values) / len(values)
        spread = math.sqrt(sum((one - mean) ** 2 for one in values) / max(1, len(values) - 1))
        error = spread / math.sqrt(len(values))
        body += [f'<circle cx="{x + 10:.1f}" cy="{y(one):.1f}" r="2.5" fill="#9aa6b8"/>' for one in values]
        body.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{y(mean - error):.1f}" y2="{y(mean + error):.1f}" '
                    'stroke="#2f6fb5" stroke-width="2"/>')
        body.append(f'<circle cx="{x:.1f}" cy="{y(mean):.1f}" r="5" fill="#2f6fb5"/>')
        body.append(f'<text x="{x:.1f}" y="{TOP + HEIGHT + 20}" text-anchor="middle">{name}</text>')
    with open(sys.argv[2], "w") as file:
        file.write(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {TOP + HEIGHT + 34}" '
            'font-family="system-ui, sans-serif" font-size="12" fill="#5b6676">\n' + "\n".join(body) + "\n</svg>\n")


if __name__ == "__main__":
    main()
