"""CONVERT by the definitions of the units: international yard and pound, gallons, and Excel's list of names."""

from __future__ import annotations

import pytest

from tests.sheets.computing import cases, check, computed

MASS = """
    CONVERT(1,"sg","g") -> ~14593.903
    CONVERT(1,"u","g") -> ~1.6605e-24
    CONVERT(1,"ozm","g") -> 28.349523125
    CONVERT(1,"grain","g") -> 0.06479891
    CONVERT(1,"cwt","g") -> 45359.237
    CONVERT(1,"shweight","g") -> 45359.237
    CONVERT(1,"uk_cwt","g") -> 50802.34544
    CONVERT(1,"lcwt","g") -> 50802.34544
    CONVERT(1,"stone","g") -> 6350.29318
    CONVERT(1,"ton","g") -> 907184.74
    CONVERT(1,"uk_ton","g") -> 1016046.9088
    CONVERT(1,"LTON","g") -> 1016046.9088
    CONVERT(1,"brton","g") -> 1016046.9088
"""
LENGTH = """
    CONVERT(1,"ft","m") -> 0.3048
    CONVERT(1,"yd","m") -> 0.9144
    CONVERT(1,"mi","m") -> 1609.344
    CONVERT(1,"ang","m") -> 1e-10
    CONVERT(1,"ell","m") -> 1.143
    CONVERT(1,"ly","m") -> ~9.46073e15
    CONVERT(1,"parsec","m") -> ~3.08568e16
    CONVERT(1,"pc","parsec") -> 1
    CONVERT(72,"Pica","in") -> 1
    CONVERT(6,"pica","in") -> 1
    CONVERT(1,"survey_mi","m") -> ~1609.347219
"""
TIME = """
    CONVERT(1,"yr","s") -> 31557600
    CONVERT(1,"d","sec") -> 86400
    CONVERT(1,"day","min") -> 1440
    CONVERT(1,"hr","s") -> 3600
    CONVERT(1,"mn","sec") -> 60
"""
PRESSURE_AND_FORCE = """
    CONVERT(1,"at","p") -> 101325
    CONVERT(1,"mmHg","Pa") -> 133.322
    CONVERT(1,"psi","Pa") -> ~6894.757
    CONVERT(760,"Torr","atm") -> 1
    CONVERT(1,"N","dyn") -> 100000
    CONVERT(1,"N","dy") -> 100000
    CONVERT(1,"lbf","N") -> ~4.44822
    CONVERT(1,"pond","N") -> 0.00980665
"""
ENERGY_AND_POWER = """
    CONVERT(1,"J","e") -> 10000000
    CONVERT(1,"c","J") -> 4.184
    CONVERT(1,"cal","J") -> 4.1868
    CONVERT(1,"eV","J") -> ~1.60218e-19
    CONVERT(1,"ev","J") -> ~1.60218e-19
    CONVERT(1,"hh","J") -> ~2684519.5
    CONVERT(1,"wh","J") -> 3600
    CONVERT(1,"flb","J") -> ~1.355818
    CONVERT(1,"BTU","J") -> ~1055.0559
    CONVERT(1,"btu","BTU") -> 1
    CONVERT(1,"h","w") -> ~745.69987
    CONVERT(1,"PS","W") -> 735.49875
"""
VOLUME = """
    CONVERT(1,"tsp","l") -> 0.00492892159375
    CONVERT(1,"tspm","L") -> 0.005
    CONVERT(1,"tbs","lt") -> 0.01478676478125
    CONVERT(1,"oz","l") -> 0.0295735295625
    CONVERT(1,"cup","l") -> 0.2365882365
    CONVERT(1,"pt","l") -> 0.473176473
    CONVERT(1,"us_pt","pt") -> 1
    CONVERT(1,"qt","l") -> 0.946352946
    CONVERT(1,"uk_qt","l") -> 1.1365225
    CONVERT(1,"uk_gal","l") -> 4.54609
    CONVERT(1,"ang3","l") -> 1e-27
    CONVERT(1,"ang^3","ang3") -> 1
    CONVERT(1,"barrel","gal") -> 42
    CONVERT(1,"bushel","l") -> 35.23907016688
    CONVERT(1,"ft3","l") -> 28.316846592
    CONVERT(1,"ft^3","ft3") -> 1
    CONVERT(1,"in3","l") -> 0.016387064
    CONVERT(1,"in^3","in3") -> 1
    CONVERT(1,"m^3","l") -> 1000
    CONVERT(1,"mi3","m3") -> ~4168181825.44
    CONVERT(1,"mi^3","mi3") -> 1
    CONVERT(1,"yd3","m3") -> 0.764554857984
    CONVERT(1,"yd^3","yd3") -> 1
    CONVERT(1,"Nmi3","m3") -> 6352182208
    CONVERT(1,"Nmi^3","Nmi3") -> 1
    CONVERT(1,"GRT","ft3") -> 100
    CONVERT(1,"regton","GRT") -> 1
    CONVERT(1,"MTON","ft3") -> 40
"""
AREA_AND_SPEED = """
    CONVERT(1,"uk_acre","m2") -> 4046.8564224
    CONVERT(1,"us_acre","m2") -> ~4046.87261
    CONVERT(1,"ang2","m2") -> 1e-20
    CONVERT(1,"ang^2","ang2") -> 1
    CONVERT(1,"ar","m2") -> 100
    CONVERT(1,"ft2","m2") -> 0.09290304
    CONVERT(1,"ft^2","ft2") -> 1
    CONVERT(1,"in2","m2") -> 0.00064516
    CONVERT(1,"in^2","in2") -> 1
    CONVERT(1,"mi2","m2") -> 2589988.110336
    CONVERT(1,"mi^2","mi2") -> 1
    CONVERT(1,"Morgen","m2") -> 2500
    CONVERT(1,"Nmi2","m2") -> 3429904
    CONVERT(1,"Nmi^2","Nmi2") -> 1
    CONVERT(1,"yd2","m2") -> 0.83612736
    CONVERT(1,"yd^2","yd2") -> 1
    CONVERT(1,"admkn","m/s") -> ~0.514773
    CONVERT(1,"kn","m/hr") -> 1852
    CONVERT(1,"mph","m/sec") -> 0.44704
"""
TEMPERATURES = """
    CONVERT(0,"C","F") -> 32
    CONVERT(-40,"fah","cel") -> -40
    CONVERT(0,"C","Rank") -> ~491.67
    CONVERT(80,"Reau","C") -> 100
    CONVERT(1,"kel","K") -> 1
    CONVERT(300,"K","C") -> 26.85
    CONVERT(1,"C","m") -> #N/A
"""
PREFIXES = """
    CONVERT(1,"Ym","Zm") -> 1000
    CONVERT(1,"Em","Pm") -> 1000
    CONVERT(1,"Tm","Gm") -> 1000
    CONVERT(1,"Mm","km") -> 1000
    CONVERT(1,"hm","dam") -> 10
    CONVERT(1,"em","dm") -> 100
    CONVERT(1,"cm","mm") -> 10
    CONVERT(1,"um","nm") -> 1000
    CONVERT(1,"pm","fm") -> 1000
    CONVERT(1,"am","zm") -> 1000
    CONVERT(1,"zm","ym") -> 1000
    CONVERT(1,"m2","cm2") -> 10000
    CONVERT(1,"m^3","cm^3") -> 1000000
    CONVERT(1,"Mibyte","kibyte") -> 1024
    CONVERT(1,"Gibit","Mibit") -> 1024
    CONVERT(1,"Tibit","Gibit") -> 1024
    CONVERT(1,"Pibit","Tibit") -> 1024
    CONVERT(1,"Eibit","Pibit") -> 1024
    CONVERT(1,"Zibit","Eibit") -> 1024
    CONVERT(1,"Yibit","Zibit") -> 1024
    CONVERT(1,"kiJ","J") -> #N/A
    CONVERT(1,"kmi","mi") -> #N/A
    CONVERT(1,"KM","m") -> #N/A
"""
EVERY = MASS + LENGTH + TIME + PRESSURE_AND_FORCE + ENERGY_AND_POWER + VOLUME + AREA_AND_SPEED + TEMPERATURES + PREFIXES


@pytest.mark.parametrize(("formula", "expected"), cases(EVERY))
def test_units(formula: str, expected: str) -> None:
    """Names differ in upper and lower case; prefixes of two are of bits and bytes alone."""
    check(formula, expected)


@pytest.mark.parametrize("pair", [("lbm", "g"), ("F", "C"), ("gal", "l"), ("mi2", "ha"), ("hh", "cal")])
def test_there_and_back(pair: tuple[str, str]) -> None:
    """Gives the number again."""
    one, other = pair
    formula = f'CONVERT(CONVERT(12.5,"{one}","{other}"),"{other}","{one}")'
    assert computed(formula) == pytest.approx(12.5, rel=1e-12)
