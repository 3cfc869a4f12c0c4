"""What the figures of `bench/run` rest on."""

from __future__ import annotations

import json
import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))

from bench.runner import figures, grpc_calls, grpc_codec, grpc_compile, grpc_scratch, report, request, scratch  # noqa: E402  (the path has to be set first)
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


class GrpcScratch(unittest.TestCase):
    def test_both_crates_have_the_same_methods(self) -> None:
        proto, ours, theirs = grpc_scratch.proto(6), grpc_scratch.our_code(6), grpc_scratch.their_code(6)
        declared = re.findall(r"rpc Method([A-Z][a-z])\((\w+)\) returns \((\w+)\)", proto)
        declared = [(name.lower(), *types) for name, *types in declared]
        self.assertEqual([name for name, _, _ in declared], ["aa", "ab", "ac", "ad", "ae", "af"])
        signature = r"async fn method_(\w+)\(&self, req: (\w+)\) -> Result<(\w+), Status>;"
        self.assertEqual(re.findall(signature, ours), declared)
        signature = r"async fn method_(\w+)\(&self, _: Request<(\w+)>\) -> Result<Response<(\w+)>, Status>"
        self.assertEqual(re.findall(signature, theirs), declared)
        for code in (ours, theirs):
            self.assertEqual(re.findall(r"client\.method_(\w+)\((\w+)::default\(\)\)\.await", code), [each[:2] for each in declared])

    def test_both_crates_have_the_same_messages(self) -> None:
        proto, ours = grpc_scratch.proto(1), grpc_scratch.our_code(1)
        fields = re.findall(r"^  (?:(optional|repeated) )?\w+ (\w+) = \d+;$", proto, re.MULTILINE)
        kinds = {"Option": "optional", "Vec": "repeated"}
        written = re.findall(r"^    pub (\w+): (?:(Option|Vec)<)?\w+>?,$", ours, re.MULTILINE)
        self.assertEqual([(kinds.get(kind, ""), name) for name, kind in written], fields)
        self.assertEqual(re.findall(r"^message (\w+)", proto, re.MULTILINE), re.findall(r"^pub struct (\w+) \{", ours, re.MULTILINE))


class Grpc(unittest.TestCase):
    def test_the_codec_is_compared_within_its_rounds(self) -> None:
        operation = {"message": "order", "bytes": 578, "operation": "decode", "traitwire": [9, 90], "prost": [10, 100]}
        bar = grpc_codec.bar(operation)
        self.assertEqual((bar.figure, bar.most, bar.met), (Spread(0.9, 0.9, 0.9), 1.0, True))
        counted = {**operation, "operation": "encode", "instructions": {"traitwire": 6, "prost": 4}}
        self.assertIn("by instructions 1.50", grpc_codec.bar(counted).line())
        self.assertEqual(grpc_codec.row(counted)[0], "encode order")

    def test_calls_that_cost_less_count_as_faster(self) -> None:
        ours = [{"calls_per_second": 110, "server_cpu_us": 8}]
        theirs = [{"calls_per_second": 100, "server_cpu_us": 10}]
        bar = grpc_calls.bar("calls", {"traitwire": ours, "tonic": theirs}, "server_cpu_us", {"traitwire": 30, "tonic": 45})
        self.assertAlmostEqual(bar.figure.median, 1.1)
        self.assertTrue(bar.met)
        self.assertIn("by CPU time 1.25", bar.note)
        self.assertIn("by instructions 1.50", bar.note)

    def test_the_size_of_a_method_leaves_out_what_all_share(self) -> None:
        times = {"cpu_seconds": [1.0], "seconds": [1.0], "rlib_bytes": 10}
        ours = {**times, "text_bytes": 5_600 + 900, "text_bytes_of_few": 900}
        theirs = {**times, "text_bytes": 56_000 + 100, "text_bytes_of_few": 100}
        *_, method = grpc_compile.bars({grpc_scratch.OURS: ours, grpc_scratch.THEIRS: theirs})
        self.assertAlmostEqual(method.figure.median, 0.1)


if __name__ == "__main__":
    unittest.main()
