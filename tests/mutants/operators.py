"""The small mistakes: mutmut's operators, and those that array code has besides."""

from collections.abc import Callable, Iterable

import libcst as cst
import libcst.matchers as m
from mutmut.mutation.mutators import mutation_operators

Nodes = Iterable[cst.CSTNode]


def less_by_one(node: cst.BaseNumber) -> Nodes:
    """Lower a number by 1; mutmut raises it."""
    if isinstance(node, cst.Integer | cst.Float):
        lower = node.evaluated_value - 1
        number = cst.parse_expression(repr(abs(lower)))
        yield cst.UnaryOperation(cst.Minus(), number, lpar=BRACKET, rpar=CLOSED) if lower < 0 else number


def negated_comparison(node: cst.ComparisonTarget) -> Nodes:
    """Turn a comparison into its opposite; mutmut moves its border."""
    opposite = {
        cst.LessThan: cst.GreaterThanEqual,
        cst.GreaterThanEqual: cst.LessThan,
        cst.GreaterThan: cst.LessThanEqual,
        cst.LessThanEqual: cst.GreaterThan,
    }.get(type(node.operator))
    if opposite:
        yield node.with_changes(operator=opposite())


def one_operand(node: cst.BinaryOperation) -> Nodes:
    """Drop one side of an operation."""
    yield bracketed(node.left)
    yield bracketed(node.right)


def other_product(node: cst.BinaryOperation) -> Nodes:
    """Take `*` for `@`, and `@` for `*`; exchange the sides where that matters."""
    products = {cst.MatrixMultiply: cst.Multiply, cst.Multiply: cst.MatrixMultiply}
    if type(node.operator) in products:
        yield node.with_changes(operator=products[type(node.operator)]())
    if isinstance(node.operator, cst.MatrixMultiply | cst.Subtract | cst.Divide | cst.Power):
        yield node.with_changes(left=bracketed(node.right), right=bracketed(node.left))


def sign_lost(node: cst.UnaryOperation) -> Nodes:
    """Drop a minus; mutmut drops `not` and `~`."""
    if isinstance(node.operator, cst.Minus):
        yield bracketed(node.expression)


def call_removed(node: cst.Call) -> Nodes:
    """Take a call's first argument, or the object of its method, for the result."""
    if node.args and not node.args[0].star:
        yield bracketed(node.args[0].value)
    if isinstance(node.func, cst.Attribute) and not m.matches(node.func.value, m.Name("np")):
        yield bracketed(node.func.value)


def arguments_exchanged(node: cst.Call) -> Nodes:
    """Exchange two neighbouring arguments that have no keyword."""
    args = node.args
    for i, (a, b) in enumerate(zip(args, args[1:], strict=False)):
        if not (a.keyword or b.keyword or a.star or b.star):
            pair = (a.with_changes(value=b.value), b.with_changes(value=a.value))
            yield node.with_changes(args=[*args[:i], *pair, *args[i + 2 :]])


def relative(node: cst.Name) -> Nodes:
    """Take a function for its relative, such as a mean for a sum."""
    others = {
        "sum": "mean", "mean": "sum", "max": "min", "min": "max", "maximum": "minimum", "minimum": "maximum",
        "argmax": "argmin", "argmin": "argmax", "zeros": "ones", "exp": "log", "log": "exp", "any": "all", "all": "any",
        "column_stack": "vstack", "std": "var",
    }  # fmt: skip
    if node.value in others:
        yield node.with_changes(value=others[node.value])


def attribute_removed(node: cst.Attribute) -> Nodes:
    """Drop a `.T`."""
    if node.attr.value == "T":
        yield bracketed(node.value)


def other_bound(node: cst.Slice) -> Nodes:
    """Drop a bound of a slice, or move it by one where it is no number."""
    for side in ("lower", "upper"):
        bound = getattr(node, side)
        if bound is None:
            continue
        yield node.with_changes(**{side: None})
        if not isinstance(bound, cst.Integer):
            for operator in (cst.Add(), cst.Subtract()):
                yield node.with_changes(**{side: cst.BinaryOperation(bracketed(bound), operator, cst.Integer("1"))})


def whole_instead_of_part(node: cst.Subscript) -> Nodes:
    """Drop an index."""
    yield node.value


def negated_condition(node: cst.If | cst.IfExp | cst.While) -> Nodes:
    """Turn a condition into its opposite."""
    yield node.with_changes(test=cst.UnaryOperation(cst.Not(whitespace_after=SPACE), bracketed(node.test)))


def statement_deleted(node: cst.SimpleStatementLine) -> Nodes:
    """Drop a line: an assignment, a `raise`, a `return`."""
    if not m.matches(node, m.SimpleStatementLine(body=[m.Expr(m.SimpleString()), m.ZeroOrMore()])):
        yield node.with_changes(body=[cst.Pass()])


def returned_with_other_sign(node: cst.Return) -> Nodes:
    """Return the value with its sign turned."""
    if node.value is not None and not isinstance(node.value, cst.Tuple | cst.List | cst.ListComp):
        yield node.with_changes(value=cst.UnaryOperation(cst.Minus(), bracketed(node.value)))


def returned_early(node: cst.For | cst.While) -> Nodes:
    """End a loop after its first round."""
    if isinstance(node.body, cst.IndentedBlock):
        body = [*node.body.body, cst.SimpleStatementLine([cst.Break()])]
        yield node.with_changes(body=node.body.with_changes(body=body))


def other_variable(node: cst.FunctionDef) -> Nodes:
    """Take a variable for the next one of those that the function has, in each place where one is used."""
    parameters = [p.name.value for p in m.findall(node.params, m.Param()) if isinstance(p, cst.Param)]
    bound = [t.target.value for t in m.findall(node.body, m.AssignTarget(target=m.Name()))]
    names = list(dict.fromkeys([*parameters, *bound]))
    used = [n for n in m.findall(node.body, m.Name()) if n.value in names]
    stores = {id(n) for t in m.findall(node.body, m.AssignTarget()) for n in m.findall(t, m.Name())}
    keywords = {id(a.keyword) for a in m.findall(node.body, m.Arg()) if a.keyword}
    attributes = {id(a.attr) for a in m.findall(node.body, m.Attribute())}
    for name in used:
        if id(name) not in stores | keywords | attributes and len(names) > 1:
            other = names[(names.index(name.value) + 1) % len(names)]
            yield node.with_deep_changes(name, value=other)


SPACE = cst.SimpleWhitespace(" ")
BRACKET, CLOSED = (cst.LeftParen(),), (cst.RightParen(),)


def bracketed(node: cst.BaseExpression) -> cst.BaseExpression:
    """Put an expression into brackets, unless it needs none."""
    if node.lpar or isinstance(node, cst.Name | cst.BaseNumber | cst.Call | cst.Subscript | cst.Attribute):
        return node
    return node.with_changes(lpar=BRACKET, rpar=CLOSED)


OURS: list[tuple[type, Callable[..., Nodes]]] = [
    (cst.BaseNumber, less_by_one),
    (cst.ComparisonTarget, negated_comparison),
    (cst.BinaryOperation, one_operand),
    (cst.BinaryOperation, other_product),
    (cst.UnaryOperation, sign_lost),
    (cst.Call, call_removed),
    (cst.Call, arguments_exchanged),
    (cst.Name, relative),
    (cst.Attribute, attribute_removed),
    (cst.Slice, other_bound),
    (cst.Subscript, whole_instead_of_part),
    (cst.If, negated_condition),
    (cst.IfExp, negated_condition),
    (cst.While, negated_condition),
    (cst.SimpleStatementLine, statement_deleted),
    (cst.Return, returned_with_other_sign),
    (cst.For, returned_early),
    (cst.While, returned_early),
    (cst.FunctionDef, other_variable),
]
OPERATORS = [*mutation_operators, *OURS]
