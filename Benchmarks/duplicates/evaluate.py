"""Judges scored pairs of documents against what is known of a set.

usage: evaluate.py FOLDER SCORES [--threshold T] [--apart CHANGE]

SCORES has a line of JSON a pair, `{"a": …, "b": …, "score": …}`, with names as in
FOLDER/pairs.json, and maybe its `verdict`; a pair that is missing has the score 0.
Prints one line of JSON.
Without a threshold, the least one with 99 % precision is taken. Pairs of the change
that is set apart count neither way, but their recall is listed.
"""

import argparse
import itertools
import json
from collections import defaultdict
from pathlib import Path


class Truth:
    """Which pairs are one document, which only look like it, and which do not count."""

    def __init__(self, folder, apart=None):
        known = json.loads(Path(folder, "pairs.json").read_text())
        self.names = sorted(path.stem for path in Path(folder, "documents").glob("*.pdf"))
        changes = {key(a, b): change for a, b, change in known["positives"]}
        self.change = {pair: change for pair, change in changes.items() if change != apart}
        self.apart = {pair: change for pair, change in changes.items() if change == apart}
        self.reason = {key(a, b): reason for a, b, reason in known["hard"]}
        self.uncounted = {key(a, b) for a, b in known["open"]} | set(self.apart)

    @property
    def negative_count(self):
        pairs = len(self.names) * (len(self.names) - 1) // 2
        return pairs - len(self.change) - len(self.uncounted)


def key(a, b):
    return (a, b) if a < b else (b, a)


def read_scores(path):
    """The best score of each pair, over both directions, and the verdict of some."""
    scores, verdicts = defaultdict(float), {}
    with open(path) as lines:
        for line in lines:
            row = json.loads(line)
            pair = key(row["a"], row["b"])
            scores[pair] = max(scores[pair], row["score"])
            if "verdict" in row:
                verdicts[pair] = row["verdict"]
    return scores, verdicts


def ranking(truth, scores):
    """(score, true pairs so far, false pairs so far) for each score, best first."""
    ranked = sorted(
        ((score, pair) for pair, score in scores.items()
         if score > 0 and pair not in truth.uncounted), reverse=True)
    found = wrong = 0
    for score, group in itertools.groupby(ranked, key=lambda item: item[0]):
        for _, pair in group:
            is_true = pair in truth.change
            found += is_true
            wrong += not is_true
        yield score, found, wrong


def judge(truth, scores, threshold=None):
    """All figures; equal scores count as one rank."""
    average = recall_at_99 = threshold_at_99 = before = 0
    for score, found, wrong in ranking(truth, scores):
        average += (found - before) / len(truth.change) * found / (found + wrong)
        before = found
        if found >= 0.99 * (found + wrong):
            recall_at_99, threshold_at_99 = found / len(truth.change), score
    return {
        "positives": len(truth.change),
        "negatives": truth.negative_count,
        "average_precision": round(average, 4),
        "recall_at_99_precision": round(recall_at_99, 4),
        "threshold_at_99_precision": threshold_at_99,
        **figures_at(truth, scores, threshold_at_99 if threshold is None else threshold),
    }


def figures_at(truth, scores, cut):
    """What a threshold cuts."""
    taken = {pair for pair, score in scores.items()
             if score >= cut > 0 and pair not in truth.uncounted}
    found = len(taken & truth.change.keys())
    hard = len(taken & truth.reason.keys())
    others = len(taken) - found - hard
    return {
        "threshold": cut,
        "recall": round(found / len(truth.change), 4),
        "precision": round(found / max(1, len(taken)), 4),
        "precision_against_hard": round(found / max(1, found + hard), 4),
        "false_hard": hard,
        "false_others": others,
        "by_change": by_kind({**truth.change, **truth.apart}, scores, cut),
        "by_reason": by_kind(truth.reason, scores, cut),
    }


def by_kind(kinds, scores, cut):
    """How many of each kind's pairs there are, and how many reach the threshold."""
    counts = defaultdict(lambda: {"pairs": 0, "taken": 0})
    for pair, kind in kinds.items():
        counts[kind]["pairs"] += 1
        counts[kind]["taken"] += scores.get(pair, 0) >= cut > 0
    return dict(sorted(counts.items()))


def verdicts_by_change(truth, verdicts):
    """How often each verdict was given for each change."""
    counts = defaultdict(lambda: defaultdict(int))
    for pair, change in {**truth.change, **truth.apart}.items():
        counts[change][verdicts.get(pair, "none")] += 1
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("scores")
    parser.add_argument("--threshold", type=float)
    parser.add_argument("--apart")
    arguments = parser.parse_args()
    truth = Truth(arguments.folder, arguments.apart)
    scores, verdicts = read_scores(arguments.scores)
    figures = judge(truth, scores, arguments.threshold)
    print(json.dumps({**figures, "verdicts_by_change": verdicts_by_change(truth, verdicts)}))


if __name__ == "__main__":
    main()
