"""The shipped tables: folding in the right order, concordance, vocabulary, spellings."""

import numpy as np
import pytest

from seizures.matching.concordance import classes_of, fits, headings
from seizures.matching.fold import fold
from seizures.matching.hashing import Hasher
from seizures.matching.hashtable import build_table
from seizures.matching.romanise import (
    by_letter,
    by_sound,
    han_spellings,
    hangul_spellings,
    letters_in_hangul,
)
from seizures.matching.sounds import (
    CHINESE,
    KOREAN,
    han_codes,
    hangul_codes,
    heard,
    latin_codes,
    shapes,
    spoken_hangul,
)
from seizures.matching.tokens import tokenise


def looks(text: str) -> str:
    return "".join(map(chr, tokenise(fold([text])).chars.looks))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ΝIKE", "nike"),
        ("νalvo", "vaivo"),
        ("cоrnеr", "comer"),
        ("N1K3", "nike"),
        ("5000", "5000"),
        ("GUE$$", "guess"),
        ("NIKE!", "nike"),
        ("!nternational", "intemationai"),
        ("A | B", "ab"),
        ("UNIQ|O", "uniqio"),
        ("VVAVE", "wave"),
        ("vvv", "wv"),
        ("㈜한빛", "주한빛"),
        ("Straße", "strasse"),
        ("ÅÉÎÕÜ", "aeiou"),
        ("ＮＩＫＥ", "nike"),
        ("銀行", "银行"),
        ("ㄴㅏㅇㅣㅋㅣ", "나이키"),
        ("ni\u200bke", "nike"),
        ("ガ", "ガ"),
    ],
)
def test_imitations_fold_to_what_they_look_like(text: str, folded: str) -> None:
    assert looks(text) == folded


@pytest.mark.parametrize(
    ("hs", "nice", "answer"),
    [
        ("640411", 25, True),
        ("6404.11-0000", 25, True),
        ("640411", 9, False),
        ("851713", 9, True),
        ("950300", 28, True),
        ("420222", 18, True),
        ("271019", 4, True),
        ("33", 3, True),
        ("", 25, False),
        ("x", 25, False),
    ],
)
def test_headings_meet_their_nice_classes(hs: str, nice: int, answer: bool) -> None:
    mask = np.array([1 << nice], dtype=np.uint64)
    assert bool(fits(headings([hs]), mask)[0]) is answer


def test_every_chapter_of_the_tariff_has_classes() -> None:
    chapters = [f"{n:02}" for n in range(1, 98) if n != 77]
    assert (classes_of(headings(chapters)) != 0).all()


def test_korean_and_chinese_names_have_their_usual_latin_spellings() -> None:
    assert by_sound("설악산") == "seoraksan"
    assert by_letter("김밥천국") == "gimbabcheongug"
    assert "gimbapcheonguk" in hangul_spellings("김밥천국")
    assert han_spellings("银行") == ["yin xing", "yin hang"]
    assert letters_in_hangul("BMW") == "비엠더블유"


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [("나이키", "nike"), ("푸마", "puma"), ("샤넬", "chanel"), ("몽클레르", "moncler")],
)
def test_a_korean_transliteration_shares_a_code_with_its_mark(hangul: str, latin: str) -> None:
    assert set(hangul_codes([hangul])[0]) & set(latin_codes([latin], KOREAN)[0])


@pytest.mark.parametrize(
    ("han", "latin"), [("耐克", "nike"), ("普拉达", "prada"), ("英伟达", "nvidia")]
)
def test_a_chinese_transliteration_shares_a_code_with_its_mark(han: str, latin: str) -> None:
    assert set(han_codes([han])[0]) & set(latin_codes([latin], CHINESE)[0])


def test_near_sounds_are_heard_alike() -> None:
    assert heard(["moncler"]) == heard(["monkeulle"])
    assert heard(["philips", "moncler"]) == heard(["pilips", "monkeulle"])
    assert shapes(heard(["naiki", "bosch"])) == ["naka", "pas"]


@pytest.mark.parametrize("words", [["설악산", "이니스프리", "닭갈비", "몽클레르"]])
def test_korean_is_spoken_by_the_batch_as_word_by_word(words: list[str]) -> None:
    assert spoken_hangul(words) == [by_sound(word) for word in words]


def test_codes_of_many_words_are_the_codes_of_each() -> None:
    words = ["nike", "charden", "wexler", "bosch", "mercer"]
    for language in (KOREAN, CHINESE):
        codes, owners = latin_codes(words, language)
        for number, word in enumerate(words):
            mine = {code for code, owner in zip(codes, owners, strict=True) if owner == number}
            assert mine == set(latin_codes([word], language)[0])


def test_a_window_has_the_same_hash_wherever_it_lies() -> None:
    codes = np.frombuffer("xxabcabc".encode("utf-32-le"), dtype=np.uint32)
    hashes = Hasher(codes).windows(np.array([2, 5, 0]), np.array([5, 8, 3]))
    assert hashes[0] == hashes[1] != hashes[2]


def test_deletions_of_two_misspellings_meet() -> None:
    codes = np.frombuffer("nikkeaniike".encode("utf-32-le"), dtype=np.uint32)
    hasher = Hasher(codes)
    first = set(hasher.deletions(np.array([0]), 5, 2).ravel().tolist())
    second = set(hasher.deletions(np.array([6]), 5, 2).ravel().tolist())
    assert first & second
    assert len(first) == 1 + 5 + 10 - 4  # leaving out either k is the same, alone or with another


def test_a_table_finds_every_entry_and_no_others() -> None:
    random = np.random.default_rng(1)
    keys = random.integers(0, 1 << 63, 5_000, dtype=np.uint64)
    table = build_table(np.concatenate((keys, keys[:10])), np.arange(5_010))
    at, payload = table.find(keys)
    assert set(zip(at.tolist(), payload.tolist(), strict=True)) >= {(i, i) for i in range(5_000)}
    assert len(at) == 5_010
    assert len(table.find(random.integers(0, 1 << 63, 5_000, dtype=np.uint64))[0]) == 0


def test_a_sign_is_written_once_where_it_stands_several_times_in_a_row() -> None:
    codes, owner = latin_codes(["attttico", "hoffman", "shah", "chanel", "moser", ""], KOREAN)
    told = {word: [c for c, o in zip(codes, owner.tolist(), strict=True) if o == word]
            for word in range(6)}  # fmt: skip
    assert told == {
        0: ["TK"], 1: ["HPMN"], 2: ["S"], 3: ["CNL", "SNL"], 4: ["MSL", "MS"], 5: [""],
    }  # fmt: skip
