"""What the figures of `bench/run` rest on."""

from __future__ import annotations

import json
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))

from bench.runner import figures, report, request, scratch  # noqa: E402  (the path has to be set first)
from bench.runner.figures import Spread  # noqa: E402
from bench.runner.places import Failure  # noqa: E402

USER = {"id": 7, "name": "User 7", "email": "u7@example.com", "roles": ["admin", "dev"]}


def answer(user: dict, **more: object) -> str:
    text = {"type": "text", "text": json.dumps(user)}
    result = {"resultType": "complete", "content": [text], "structuredContent": user, **more}
    return json.dumps({"jsonrpc": "2.0", "id": request.ID, "result": result})


class Figures(unittest.TestCase):
    def test_ratios_are_those_of_the_same_round(self) -> None:
        # The second round was slow for both.
        self.assertEqual(figures.ratio([3, 30, 4], [2, 20, 2]), Spread(1.5, 1.5, 2.0))

    def test_differences_are_those_of_the_same_round(self) -> None:
        self.assertEqual(figures.difference([3, 30, 4], [2, 20, 2], 10), Spread(20, 10, 100))


class Bars(unittest.TestCase):
    def test_a_bar_says_whether_the_median_meets_it(self) -> None:
        low, high = Spread(1.2, 1.1, 1.3), Spread(1.4, 1.3, 1.5)
        self.assertTrue(report.Bar("", low, most=1.35).line().startswith("met "))
        self.assertTrue(report.Bar("", high, most=1.35).line().startswith("MISSED "))
        self.assertTrue(report.Bar("", high, least=1.35).line().startswith("met "))
        self.assertTrue(report.Bar("", low, least=1.35).line().startswith("MISSED "))

    def test_a_bar_says_where_rounds_do_not_agree(self) -> None:
        self.assertIn("on both sides", report.Bar("", Spread(1.3, 1.2, 1.4), most=1.35).line())
        self.assertNotIn("on both sides", report.Bar("", Spread(1.2, 1.1, 1.3), most=1.35).line())


class Answers(unittest.TestCase):
    def test_right_answers_are_taken_however_they_are_written(self) -> None:
        request.check(answer(USER))
        request.check(answer(dict(sorted(USER.items())), isError=False, _meta={}))
        in_chunks = answer(USER)
        request.check(f"{len(in_chunks):x}\r\n{in_chunks}\r\n0\r\n\r\n")

    def test_wrong_answers_are_refused(self) -> None:
        wrong = [
            answer({**USER, "id": 8}),
            answer(USER, isError=True),
            answer(USER, structuredContent={**USER, "more": 1}),
            answer(USER, content=[]),
            json.dumps({"jsonrpc": "2.0", "id": request.ID, "error": {"code": -32602, "message": "no"}}),
            "",
        ]
        for text in wrong:
            with self.assertRaises(Failure, msg=text):
                request.check(text)

    def test_the_request_says_how_long_it_is(self) -> None:
        head, _, body = request.raw("127.0.0.1:1").partition(b"\r\n\r\n")
        self.assertIn(f"Content-Length: {len(body)}\r\n".encode(), head)
        self.assertEqual(json.loads(body)["params"]["name"], request.TOOL)


class Scratch(unittest.TestCase):
    def test_crates_differ_in_what_is_asked_for_only(self) -> None:
        code = scratch._code(4, 2)
        self.assertEqual(code.count("@example"), 8)
        self.assertEqual("\n".join(line for line in code.splitlines() if "@example" not in line), scratch._code(4, 0).strip())


if __name__ == "__main__":
    unittest.main()
