"""Texts cut, found, changed and written: the documentation's examples and the edges between numbers and texts."""

from __future__ import annotations

import pytest

from tests.sheets.computing import Grid, cases, check

GRID = Grid(
    hoods=["Little Red Riding Hood's red hood", "Little red Riding Hood's red hood"],
    words=["a", None, "b", 3, True],
    faulty=["a", "=1/0"],
    empties=[None, None],
    minus=["-5"],
)

CUTTING = cases("""
    LEFT("Sale Price",4) -> "Sale"
    LEFT("Sweden") -> "S"
    LEFT("abc",10) -> "abc"
    LEFT("abc",0) -> ""
    LEFT("abc",1.9) -> "a"
    LEFT("abc",-1) -> #VALUE!
    LEFT(1234,2) -> "12"
    LEFT(TRUE,2) -> "TR"
    LEFT(#N/A,1) -> #N/A
    LEFT() -> refused
    LEFTB("Sale Price",4) -> "Sale"
    LEFTB("abc",-1) -> #VALUE!
    RIGHT("Sale Price",5) -> "Price"
    RIGHT("Stock Number") -> "r"
    RIGHT("abc",0) -> ""
    RIGHT("abc",10) -> "abc"
    RIGHT("abc",-1) -> #VALUE!
    RIGHTB("Sale Price",5) -> "Price"
    RIGHTB("abc",-1) -> #VALUE!
    MID("Fluid Flow",1,5) -> "Fluid"
    MID("Fluid Flow",7,20) -> "Flow"
    MID("Fluid Flow",20,5) -> ""
    MID("abc",0,1) -> #VALUE!
    MID("abc",1,-1) -> #VALUE!
    MID("abc",2.9,1.9) -> "b"
    MID("abc",1) -> refused
    MIDB("Fluid Flow",1,5) -> "Fluid"
    MIDB("abc",0,1) -> #VALUE!
    LEN("Phoenix, AZ") -> 11
    LEN("") -> 0
    LEN("     One   ") -> 11
    LEN(123.5) -> 5
    LEN(TRUE) -> 4
    LEN(1/3) -> 17
    LENB("abc") -> 3
    LENB("") -> 0
    TRIM(" First Quarter Earnings ") -> "First Quarter Earnings"
    TRIM("a   b") -> "a b"
    TRIM(CHAR(160)&"a")=CHAR(160)&"a" -> TRUE
    CLEAN(CHAR(9)&"Monthly report"&CHAR(10)) -> "Monthly report"
    CLEAN("a b") -> "a b"
    LOWER("E. E. Cummings") -> "e. e. cummings"
    LOWER("Apt. 2B") -> "apt. 2b"
    UPPER("total") -> "TOTAL"
    UPPER("Yield") -> "YIELD"
    PROPER("this is a TITLE") -> "This Is A Title"
    PROPER("2-way street") -> "2-Way Street"
    PROPER("76BudGet") -> "76Budget"
    PROPER("o'neil") -> "O'Neil"
    REPT("*-",3) -> "*-*-*-"
    REPT("-",10) -> "----------"
    REPT("a",0) -> ""
    REPT("ab",2.9) -> "abab"
    REPT("a",-1) -> #VALUE!
    REPT("a",32768) -> #VALUE!
    LEN(REPT("a",32767)) -> 32767
    LEFT("booklet",3)&MID("booklet",4,9) -> "booklet"
    LEN({"a","bb";"ccc",""}) -> {1,2;3,0}
""")

FINDING = cases("""
    FIND("M","Miriam McGovern") -> 1
    FIND("m","Miriam McGovern") -> 6
    FIND("M","Miriam McGovern",3) -> 8
    FIND("","abc") -> 1
    FIND("","abc",4) -> 4
    FIND("","abc",5) -> #VALUE!
    FIND("x","abc") -> #VALUE!
    FIND("B","abc") -> #VALUE!
    FIND("a","abc",0) -> #VALUE!
    FIND("a","abc",2) -> #VALUE!
    FIND("?","what?") -> 5
    FIND(2,123) -> 2
    FINDB("M","Miriam McGovern",3) -> 8
    FINDB("m","Miriam McGovern") -> 6
    SEARCH("e","Statements",6) -> 7
    SEARCH("margin","Profit Margin") -> 8
    SEARCH("n?m","a name") -> 3
    SEARCH("a*e","a name") -> 1
    SEARCH("~?","what?") -> 5
    SEARCH("?","what?") -> 1
    SEARCH("x","abc") -> #VALUE!
    SEARCH("a","abc",4) -> #VALUE!
    SEARCH("a","abc",0) -> #VALUE!
    SEARCHB("margin","Profit Margin") -> 8
    SEARCHB("x","abc") -> #VALUE!
    SUBSTITUTE("Sales Data","Sales","Cost") -> "Cost Data"
    SUBSTITUTE("Quarter 1, 2008","1","2",1) -> "Quarter 2, 2008"
    SUBSTITUTE("Quarter 1, 2011","1","2",3) -> "Quarter 1, 2012"
    SUBSTITUTE("a-b-c","-","+") -> "a+b+c"
    SUBSTITUTE("a-b-c","-","+",3) -> "a-b-c"
    SUBSTITUTE("a-b-c","-","+",0) -> #VALUE!
    SUBSTITUTE("abc","B","x") -> "abc"
    SUBSTITUTE("abc","","x") -> "abc"
    SUBSTITUTE("aaa","aa","b") -> "ba"
    SUBSTITUTE("a.b","?","x") -> "a.b"
    REPLACE("abcdefghijk",6,5,"*") -> "abcde*k"
    REPLACE(2009,3,2,"10") -> "2010"
    REPLACE(123456,1,3,"@") -> "@456"
    REPLACE("abc",9,1,"x") -> "abcx"
    REPLACE("abc",2,0,"x") -> "axbc"
    REPLACE("abc",0,1,"x") -> #VALUE!
    REPLACE("abc",1,-1,"x") -> #VALUE!
    REPLACEB("abcdefghijk",6,5,"*") -> "abcde*k"
    REPLACEB("abc",0,1,"x") -> #VALUE!
    EXACT("word","word") -> TRUE
    EXACT("Word","word") -> FALSE
    EXACT("w ord","word") -> FALSE
    EXACT(1,"1") -> TRUE
    EXACT("a",#N/A) -> #N/A
    TEXTBEFORE(INDEX(hoods,1),"Red") -> "Little "
    TEXTBEFORE(INDEX(hoods,2),"Red") -> #N/A
    TEXTBEFORE(INDEX(hoods,2),"red",2) -> "Little red Riding Hood's "
    TEXTBEFORE(INDEX(hoods,2),"red",-2) -> "Little "
    TEXTBEFORE(INDEX(hoods,2),"red",3) -> #N/A
    TEXTBEFORE(INDEX(hoods,2),"Red",,1) -> "Little "
    TEXTBEFORE("Marcus Aurelius"," ",,,1) -> "Marcus"
    TEXTBEFORE("Socrates"," ",,,0) -> #N/A
    TEXTBEFORE("Socrates"," ",,,1) -> "Socrates"
    TEXTBEFORE("Socrates"," ",,,,"none") -> "none"
    TEXTBEFORE("a.b,c",{",","."}) -> "a"
    TEXTBEFORE("a-b","-",0) -> #VALUE!
    TEXTBEFORE("a-b","") -> ""
    TEXTAFTER(INDEX(hoods,1),"Red") -> " Riding Hood's red hood"
    TEXTAFTER(INDEX(hoods,1),"basket") -> #N/A
    TEXTAFTER(INDEX(hoods,2),"red",2) -> " hood"
    TEXTAFTER(INDEX(hoods,2),"red",-2) -> " Riding Hood's red hood"
    TEXTAFTER(INDEX(hoods,2),"red",3) -> #N/A
    TEXTAFTER(INDEX(hoods,2),"RED",-1,1) -> " hood"
    TEXTAFTER("Marcus Aurelius"," ",,,1) -> "Aurelius"
    TEXTAFTER("Socrates"," ",,,1) -> ""
    TEXTAFTER("Socrates"," ") -> #N/A
    TEXTAFTER("a.b,c",{",","."},2) -> "c"
    TEXTAFTER("a-b","-",0) -> #VALUE!
    TEXTSPLIT("Dakota Lennon Sanchez"," ") -> {"Dakota","Lennon","Sanchez"}
    TEXTSPLIT("1,2,3;4,5,6",",",";") -> {"1","2","3";"4","5","6"}
    TEXTSPLIT("a;b",,";") -> {"a";"b"}
    TEXTSPLIT("1,2;3",",",";") -> {"1","2";"3",#N/A}
    TEXTSPLIT("1,2;3",",",";",,,"-") -> {"1","2";"3","-"}
    TEXTSPLIT("a,,b",",") -> {"a","","b"}
    TEXTSPLIT("a,,b",",",,TRUE) -> {"a","b"}
    TEXTSPLIT("Do. Or do not. -Anonymous",{".","-"}) -> {"Do"," Or do not"," ","Anonymous"}
    TEXTSPLIT("Do.. Or do not.-Anonymous",{".","-"},,TRUE) -> {"Do"," Or do not","Anonymous"}
    TEXTSPLIT("axbXc","x") -> {"a","bXc"}
    TEXTSPLIT("axbXc","x",,,1) -> {"a","b","c"}
""")

JOINING = cases("""
    CONCATENATE("Hi"," ",2) -> "Hi 2"
    CONCATENATE("a",TRUE,1.5) -> "aTRUE1.5"
    CONCATENATE("a",#N/A) -> #N/A
    CONCAT("The"," ","sun") -> "The sun"
    CONCAT(words) -> "ab3TRUE"
    CONCAT({"a","b";"c","d"}) -> "abcd"
    CONCAT(faulty) -> #DIV/0!
    CONCAT(empties) -> ""
    TEXTJOIN(" ",TRUE,"The","sun","will","come","up") -> "The sun will come up"
    TEXTJOIN(", ",FALSE,{"a","","b"}) -> "a, , b"
    TEXTJOIN(", ",TRUE,words) -> "a, b, 3, TRUE"
    TEXTJOIN(", ",FALSE,words) -> "a, , b, 3, TRUE"
    TEXTJOIN({",",";"},TRUE,"a","b","c") -> "a,b;c"
    TEXTJOIN("",TRUE,"a","b") -> "ab"
    TEXTJOIN(",",TRUE,faulty) -> #DIV/0!
    TEXTJOIN(",",TRUE,REPT("a",32767),"b") -> #VALUE!
    T("Rainfall") -> "Rainfall"
    T(19) -> ""
    T(TRUE) -> ""
    T(#N/A) -> #N/A
    HYPERLINK("http://example.com/report","Click for report") -> "Click for report"
    HYPERLINK("http://example.com/report") -> "http://example.com/report"
    HYPERLINK("http://example.com",5) -> 5
    HYPERLINK("http://example.com",#N/A) -> #N/A
    1&2 -> "12"
    "a"&empties -> {"a";"a"}
""")

WRITING = cases("""
    TEXT(1234.567,"$#,##0.00") -> "$1,234.57"
    TEXT(TODAY(),"MM/DD/YY") -> "09/30/26"
    TEXT(TODAY(),"DDDD") -> "Wednesday"
    TEXT(NOW(),"H:MM AM/PM") -> "12:00 PM"
    TEXT(0,"H:MM AM/PM") -> "12:00 AM"
    TEXT(0.285,"0.0%") -> "28.5%"
    TEXT(4.34,"# ?/?") -> "4 1/3"
    TRIM(TEXT(0.34,"# ?/?")) -> "1/3"
    TEXT(12200000,"0.00E+00") -> "1.22E+07"
    TEXT(1234567898,"[<=9999999]###-####;(###) ###-####") -> "(123) 456-7898"
    TEXT(5551234,"[<=9999999]###-####;(###) ###-####") -> "555-1234"
    TEXT(1234,"0000000") -> "0001234"
    TEXT(123456,"##0° 00' 00''") -> "12° 34' 56''"
    TEXT(2800,"$0.00") -> "$2800.00"
    TEXT(0.4,"0%") -> "40%"
    TEXT("x","0") -> "x"
    TEXT("x","0;0;0;<@>") -> "<x>"
    TEXT("5","0.00") -> "5.00"
    TEXT(INDEX(minus,1),"0.0") -> "-5.0"
    TEXT(TRUE,"0") -> "TRUE"
    TEXT(INDEX(empties,1),"0.00") -> "0.00"
    TEXT(-1,"yyyy") -> #VALUE!
    TEXT(#REF!,"0") -> #REF!
    TEXT(1,"") -> ""
    TEXT(10000000000,"General") -> "10000000000"
    TEXT({1;0.5},"0.0") -> {"1.0";"0.5"}
    FIXED(1234.567,1) -> "1,234.6"
    FIXED(1234.567,-1) -> "1,230"
    FIXED(-1234.567,-1,TRUE) -> "-1230"
    FIXED(44.332) -> "44.33"
    FIXED("x") -> #VALUE!
    DOLLAR(1234.567,2) -> "$1,234.57"
    DOLLAR(1234.567,-2) -> "$1,200"
    DOLLAR(-1234.567,-2) -> "($1,200)"
    DOLLAR(-0.123,4) -> "($0.1230)"
    DOLLAR(99.888) -> "$99.89"
    USDOLLAR(99.888) -> "$99.89"
    USDOLLAR(-1,0) -> "($1)"
    VALUE("$1,000") -> 1000
    VALUE("16:48:00")-VALUE("12:00:00") -> 0.2
    VALUE("12%") -> 0.12
    VALUE("1E3") -> 1000
    VALUE(" 7 ") -> 7
    VALUE("(5)") -> -5
    VALUE("-$5") -> -5
    VALUE("1/2/2008") -> 39449
    VALUE("1,23") -> #VALUE!
    VALUE("x") -> #VALUE!
    VALUE("") -> #VALUE!
    VALUE(TRUE) -> #VALUE!
    VALUE(INDEX(empties,1)) -> 0
    NUMBERVALUE("2.500,27",",",".") -> 2500.27
    NUMBERVALUE("3.5%") -> 0.035
    NUMBERVALUE("9%%") -> 0.0009
    NUMBERVALUE("") -> 0
    NUMBERVALUE(" 3 000 ") -> 3000
    NUMBERVALUE("1.5,0") -> #VALUE!
    NUMBERVALUE("1.5.0") -> #VALUE!
    NUMBERVALUE("x") -> #VALUE!
    CHAR(65) -> "A"
    CHAR(33) -> "!"
    CHAR(128) -> "€"
    CHAR(65.9) -> "A"
    CHAR(0) -> #VALUE!
    CHAR(256) -> #VALUE!
    CODE("A") -> 65
    CODE("!") -> 33
    CODE("€uro") -> 128
    CODE("") -> #VALUE!
    UNICHAR(66) -> "B"
    UNICHAR(8364) -> "€"
    UNICHAR(0) -> #VALUE!
    UNICHAR(55296) -> #N/A
    UNICHAR(1114112) -> #VALUE!
    UNICODE(" ") -> 32
    UNICODE("Book") -> 66
    UNICODE("") -> #VALUE!
    UNICODE(UNICHAR(128512)) -> 128512
    VALUE(TEXT(1234.5,"0.00")) -> 1234.5
    CODE(CHAR(200)) -> 200
    DATEVALUE(TEXT(45000,"yyyy-mm-dd")) -> 45000
    TIMEVALUE(TEXT(0.75,"h:mm AM/PM")) -> 0.75
    ARRAYTOTEXT({TRUE,1234.01234;"Seattle",#VALUE!}) -> "TRUE, 1234.01234, Seattle, #VALUE!"
    ARRAYTOTEXT({TRUE,1234.01234;"Seattle",#VALUE!},1) -> "{TRUE,1234.01234;""Seattle"",#VALUE!}"
    VALUETOTEXT("Seattle") -> "Seattle"
    VALUETOTEXT("Seattle",1) -> ""\"Seattle""\"
    VALUETOTEXT(1234.01234,1) -> "1234.01234"
    VALUETOTEXT(#VALUE!) -> "#VALUE!"
    VALUETOTEXT({1,"a"},1) -> {"1",""\"a""\"}
""")


@pytest.mark.parametrize(("formula", "expected"), [*CUTTING, *FINDING, *JOINING, *WRITING])
def test_text(formula: str, expected: str) -> None:
    """Letters counted from 1; numbers become texts as General writes them."""
    check(formula, expected, GRID)
