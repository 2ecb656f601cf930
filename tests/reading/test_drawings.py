"""Drawings are only drawings: script, other documents and what asks for them are refused."""

from __future__ import annotations

import pytest
from support import REPOSITORY

from generator.reading.drawings import LARGEST, fault_of_drawing

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<ScRipt xmlns=''>alert(1)</ScRipt>",
        '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
        '<g onclick="alert(1)"/>',
        '<image href="x" onerror="alert(1)"/>',
        '<animate attributeName="href" values="javascript:alert(1)"/>',
        '<set attributeName="onload" to="alert(1)"/>',
        '<a href="javascript:alert(1)"><text>x</text></a>',
        '<a xlink:href="https://evil.example/"><text>x</text></a>',
        '<use href="https://evil.example/x.svg#a"/>',
        '<use href="data:image/svg+xml;base64,AAAA#a"/>',
        '<image href="https://evil.example/x.png"/>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        "<foreignObject><body/></foreignObject>",
        '<style>@import "https://evil.example/x.css";</style>',
        "<style>a{fill:url(https://evil.example/x)}</style>",
        '<style>@\\69mport "https://evil.example/x.css";</style>',
        "<style>a{fill:u\\72l(https://evil.example/x)}</style>",
        '<style>svg{background:image-set("https://evil.example/x" 1x)}</style>',
        '<style>a{}<title>a</title>@import "https://evil.example/x.css";</style>',
        "<g style=\"background:-webkit-image-set('https://evil.example/x' 1x)\"/>",
        '<rect style="fill:url(https://evil.example/x)"/>',
        '<rect fill="url(//evil.example/x)"/>',
        '<iframe xmlns="http://www.w3.org/1999/xhtml" src="x"/>',
        '<handler type="text/javascript">alert(1)</handler>',
    ],
)
def test_what_does_not_belong_in_a_drawing_is_refused(inside: str) -> None:
    assert fault_of_drawing(f"<svg {NS}>{inside}</svg>".encode()) is not None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html/>",
        b"<svg/>",
        f"<svg {NS}>".encode(),
        f'<!DOCTYPE svg [<!ENTITY a "b">]><svg {NS}>&a;</svg>'.encode(),
        f'<?xml-stylesheet href="https://evil.example/x.css"?><svg {NS}/>'.encode(),
        f"<svg {NS}>{'<g>' * 90_000}{'</g>' * 90_000}</svg>".encode(),
        f"<svg {NS}>{' ' * LARGEST}</svg>".encode(),
        "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".encode("utf-16"),
        f'<?xml version="1.0" encoding="koi8-r"?><svg {NS}/>'.encode(),
        f"<svg {NS}><text>示例</text></svg>".encode("gb18030"),
        b"\x1f\x8b\x08\x00",
    ],
)
def test_what_is_no_drawing_is_refused(data: bytes) -> None:
    assert fault_of_drawing(data) is not None


def test_drawings_are_let_by() -> None:
    plain = f"""<?xml version="1.0" encoding="UTF-8"?>
      <svg {NS} xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:name="C:\\a" viewBox="0 0 9 9">
      <title>图</title><style>.a{{fill:red}}</style>
      <defs><linearGradient id="g"><stop offset="0"/></linearGradient><path id="p" d="M0 0"/></defs>
      <use href="#p"/><use xlink:href="#p"/><rect fill="url(#g)" class="a"/><a href="#p"><text>示例</text></a>
      <image href="data:image/png;base64,AAAA"/></svg>"""
    assert fault_of_drawing(plain.encode()) is None
    drawings = [*REPOSITORY.glob("records/**/*.svg"), *REPOSITORY.glob("content/**/*.svg")]
    assert len(drawings) > 40
    assert [path for path in drawings if fault_of_drawing(path.read_bytes())] == []
