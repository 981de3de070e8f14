"""Decisions and functions that formulas make: the documentation's examples and which branch is taken."""

from __future__ import annotations

import pytest

from tests.sheets.computing import Grid, cases, check

GRID = Grid(
    table=[[1, 2, 3], [4, 5, 6]],
    tens=[[1, 4], [7, 10]],
    flags=[True, None, "words", False],
    trues=[True, 1, "words"],
    texts=["a", "b"],
    faulty=[True, "=NA()"],
    two=[50, 100],
)

CASES = cases("""
    IF(2>1,"yes","no") -> "yes"
    IF(1>2,"yes","no") -> "no"
    IF(1>2,"yes") -> FALSE
    IF(TRUE,,5) -> 0
    IF(0,1,2) -> 2
    IF(-0.5,1,2) -> 1
    IF("TRUE",1,2) -> 1
    IF("x",1,2) -> #VALUE!
    IF(#N/A,1,2) -> #N/A
    IF(TRUE,1,1/0) -> 1
    IF(INDEX(flags,2),1,2) -> 2
    IF({TRUE,FALSE;FALSE,TRUE},1,{5,6;7,8}) -> {1,6;7,1}
    IF(table>3,table,0) -> {0,0,0;4,5,6}
    IF(1) -> refused
    IFS(89>89,"A",89>79,"B",TRUE,"F") -> "B"
    IFS(FALSE,1,FALSE,2) -> #N/A
    IFS(TRUE,1,1/0,2) -> 1
    IFS(#REF!,1,TRUE,2) -> #REF!
    SWITCH(2,1,"Sunday",2,"Monday",3,"Tuesday","No match") -> "Monday"
    SWITCH(99,1,"Sunday",2,"Monday",3,"Tuesday") -> #N/A
    SWITCH(99,1,"Sunday",2,"Monday","No match") -> "No match"
    SWITCH("B","b",1,2) -> 1
    SWITCH("2",2,"number","text") -> "text"
    SWITCH(#N/A,1,2) -> #N/A
    AND(50>1,50<100) -> TRUE
    AND(TRUE,FALSE) -> FALSE
    AND(1,2) -> TRUE
    AND(flags) -> FALSE
    AND(trues) -> TRUE
    AND(texts) -> #VALUE!
    AND("TRUE",TRUE) -> TRUE
    AND("x",TRUE) -> #VALUE!
    AND(faulty) -> #N/A
    AND(FALSE,1/0) -> #DIV/0!
    AND() -> refused
    OR(50>1,50>100) -> TRUE
    OR(FALSE,0) -> FALSE
    OR(flags) -> TRUE
    OR(texts) -> #VALUE!
    OR({FALSE,FALSE,TRUE}) -> TRUE
    OR(TRUE,#N/A) -> #N/A
    XOR(3>0,2<9) -> FALSE
    XOR(3>12,4>6) -> FALSE
    XOR(TRUE,FALSE,FALSE) -> TRUE
    XOR(TRUE,TRUE,TRUE) -> TRUE
    XOR(trues) -> FALSE
    NOT(FALSE) -> TRUE
    NOT(2) -> FALSE
    NOT("FALSE") -> TRUE
    NOT("x") -> #VALUE!
    NOT({TRUE,FALSE}) -> {FALSE,TRUE}
    TRUE() -> TRUE
    FALSE() -> FALSE
    TRUE(1) -> refused
    IFERROR(210/35,"Error in calculation") -> 6
    IFERROR(55/0,"Error in calculation") -> "Error in calculation"
    IFERROR("",1) -> ""
    IFERROR(#N/A,) -> 0
    IFERROR(INDEX(flags,2),1) -> 0
    IFERROR({1,#N/A;#REF!,4},0) -> {1,0;0,4}
    IFERROR(1/0) -> refused
    IFNA(#N/A,"Not found") -> "Not found"
    IFNA(VLOOKUP("Seattle",{"Atlanta",105;"Portland",142},2,0),"Not found") -> "Not found"
    IFNA(1/0,"Not found") -> #DIV/0!
    IFNA({1,#N/A,#REF!},0) -> {1,0,#REF!}
    LET(x,5,SUM(x,1)) -> 6
    LET(x,5,y,x*2,x+y) -> 15
    LET(x,5,x,6,x) -> 6
    LET(x,table,SUM(x)+ROWS(x)) -> 23
    LET(x,5,y) -> #NAME?
    LET(x,5,y,6) -> refused
    LAMBDA(x,x+122)(1) -> 123
    LAMBDA(a,b,SQRT(a^2+b^2))(3,4) -> 5
    LAMBDA(42)() -> 42
    LAMBDA(x,x+1) -> #CALC!
    LAMBDA(x,x)(1,2) -> #VALUE!
    LET(twice,LAMBDA(f,x,f(f(x))),twice(LAMBDA(v,v*3),2)) -> 18
    LET(fac,LAMBDA(me,n,IF(n<2,1,n*me(me,n-1))),fac(fac,6)) -> 720
    LAMBDA(x,y,IF(ISOMITTED(y),"missing","given"))(1,) -> "missing"
    LAMBDA(x,y,IF(ISOMITTED(y),"missing","given"))(1,0) -> "given"
    ISOMITTED(1) -> FALSE
    MAP(tens,LAMBDA(a,IF(a>4,a*a,a))) -> {1,4;49,100}
    MAP({1,2},{3,4},LAMBDA(a,b,a*b)) -> {3,8}
    MAP({1,#N/A},LAMBDA(a,IFNA(a,0))) -> {1,0}
    REDUCE(0,table,LAMBDA(a,b,a+b^2)) -> 91
    REDUCE(,table,LAMBDA(a,b,a+b)) -> 21
    REDUCE(1,{1,2,3},LAMBDA(a,b,a*b)) -> 6
    REDUCE("",{"a","b","c"},LAMBDA(a,b,b&a)) -> "cba"
    SCAN(1,table,LAMBDA(a,b,a*b)) -> {1,2,6;24,120,720}
    SCAN("",{"a","b","c"},LAMBDA(a,b,a&b)) -> {"a","ab","abc"}
    MAKEARRAY(2,3,LAMBDA(r,c,r*c)) -> {1,2,3;2,4,6}
    MAKEARRAY(1,2,LAMBDA(r,c,c&"x")) -> {"1x","2x"}
    MAKEARRAY(0,2,LAMBDA(r,c,1)) -> #VALUE!
    BYROW(table,LAMBDA(r,MAX(r))) -> {3;6}
    BYROW({1,2;3,4},LAMBDA(r,SUM(r))) -> {3;7}
    BYCOL(table,LAMBDA(c,MAX(c))) -> {4,5,6}
    BYCOL({1,2;3,4},LAMBDA(c,SUM(c))) -> {4,6}
    XOR(TRUE,FALSE)=NOT(XOR(TRUE,TRUE)) -> TRUE
    SUM(BYROW(table,LAMBDA(r,SUM(r))))-SUM(table) -> 0
""")


@pytest.mark.parametrize(("formula", "expected"), CASES)
def test_logic(formula: str, expected: str) -> None:
    """One branch or another, and functions of functions."""
    check(formula, expected, GRID)
