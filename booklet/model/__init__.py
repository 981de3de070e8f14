"""The words of Booklet as frozen dataclasses; imports nothing but the standard library and `booklet.errors`."""

from booklet.model.attribute import AttributeDefinition, AttributeType, Value, ValueChange
from booklet.model.book import Book, BookSettings, BookVersion, Page, Style
from booklet.model.customer import Customer
from booklet.model.generation import Acknowledged, Generation, GenerationEvent, GenerationStatus
from booklet.model.input_key import InputKey
from booklet.model.job import ItemState, Job, JobItem, JobState
from booklet.model.problem import Problem, Severity
from booklet.model.quarter import Quarter
from booklet.model.snapshot import Choice, FileInput, SharedInputs, Snapshot
from booklet.model.upload import FILLED_BY_PEOPLE, PdfContents, Upload, UploadedField, UploadedSheet, WorkbookContents
from booklet.model.user import Role, User

__all__ = [
    "FILLED_BY_PEOPLE",
    "Acknowledged",
    "AttributeDefinition",
    "AttributeType",
    "Book",
    "BookSettings",
    "BookVersion",
    "Choice",
    "Customer",
    "FileInput",
    "Generation",
    "GenerationEvent",
    "GenerationStatus",
    "InputKey",
    "ItemState",
    "Job",
    "JobItem",
    "JobState",
    "Page",
    "PdfContents",
    "Problem",
    "Quarter",
    "Role",
    "Severity",
    "SharedInputs",
    "Snapshot",
    "Style",
    "Upload",
    "UploadedField",
    "UploadedSheet",
    "User",
    "Value",
    "ValueChange",
    "WorkbookContents",
]
