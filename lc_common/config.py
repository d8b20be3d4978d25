"""Frozen dataclass configs to and from plain data (what JSON holds): an unknown key is an error."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from lc_common.errors import UserError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


def to_dict(config: Any) -> dict[str, Any]:
    """The config as plain data: nested dicts, lists for tuples, values for enums; ``from_dict`` is the inverse."""
    return {field.name: _to_plain(getattr(config, field.name)) for field in dataclasses.fields(config)}


def from_dict(cls: type[T], data: Mapping[str, Any], where: str = "") -> T:
    """Build the dataclass ``cls`` from plain data, nested dataclasses included.

    Fields may be bool, int, float, str, Literal, Enum, Optional, a union, list, tuple (named or not), dict or a
    dataclass. A key whose field has a default may be left out. ``where`` names the place of ``data`` in messages, such
    as "encoder".

    Raises:
        UserError: unknown key, missing key, or a value of the wrong type; names the key and what is allowed.
    """
    if not isinstance(data, Mapping):
        raise UserError(f"{where or cls.__name__} must be a table of settings, not {data!r}.")
    hints = get_type_hints(cls)
    fields = {field.name: field for field in dataclasses.fields(cls)}
    prefix = f"{where}." if where else ""
    for key in data:
        if key not in fields:
            raise UserError(f"Unknown setting {prefix}{key}; allowed: {', '.join(fields)}.")
    for name, field in fields.items():
        required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        if required and name not in data:
            raise UserError(f"Missing setting {prefix}{name}; needed: {', '.join(fields)}.")
    return cls(**{key: _from_plain(hints[key], value, prefix + key) for key, value in data.items()})


def _to_plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return to_dict(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, list | tuple):
        return [_to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _to_plain(item) for key, item in value.items()}
    return value


def _from_plain(hint: Any, value: Any, where: str) -> Any:
    origin, args = get_origin(hint), get_args(hint)
    if hint is Any:
        return value
    if origin in (Union, types.UnionType):
        return _from_union(args, value, where)
    if origin is Literal:
        if any(value == choice and type(value) is type(choice) for choice in args):
            return value
        raise UserError(f"{where} is {value!r}; allowed: {', '.join(map(str, args))}.")
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return from_dict(hint, value, where)
    if isinstance(hint, type) and issubclass(hint, Enum):
        if value in [member.value for member in hint]:
            return hint(value)
        raise UserError(f"{where} is {value!r}; allowed: {', '.join(str(member.value) for member in hint)}.")
    if isinstance(hint, type) and issubclass(hint, tuple) and hasattr(hint, "_fields"):
        return hint(*_from_plain(types.GenericAlias(tuple, tuple(get_type_hints(hint).values())), value, where))
    if origin is tuple and isinstance(value, list | tuple):
        items = (args[0],) * len(value) if len(args) == 2 and args[1] is Ellipsis else args
        if len(items) != len(value):
            raise UserError(f"{where} must have {len(items)} entries, not {len(value)}.")
        return tuple(
            _from_plain(item, v, f"{where}[{i}]") for i, (item, v) in enumerate(zip(items, value, strict=True))
        )
    if origin is list and isinstance(value, list | tuple):
        return [_from_plain(args[0], item, f"{where}[{i}]") for i, item in enumerate(value)]
    if origin is dict and isinstance(value, Mapping):
        return {key: _from_plain(args[1], item, f"{where}.{key}") for key, item in value.items()}
    if hint is float and type(value) is int:
        return float(value)
    if type(value) is hint or (hint is type(None) and value is None):
        return value
    raise UserError(f"{where} is {value!r}; it must be {_describe(hint)}.")


def _from_union(choices: tuple[Any, ...], value: Any, where: str) -> Any:
    failure = None
    for choice in choices:
        try:
            return _from_plain(choice, value, where)
        except UserError as error:
            # A table that is almost right deserves its own message, not the union's.
            failure = error if dataclasses.is_dataclass(choice) and isinstance(value, Mapping) else failure
    raise failure or UserError(f"{where} is {value!r}; it must be {' or '.join(map(_describe, choices))}.")


def _describe(hint: Any) -> str:
    if hint is type(None):
        return "null"
    names = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}
    names |= {tuple: "a list", list: "a list", dict: "a table"}
    return names.get(get_origin(hint) or hint, str(hint))
