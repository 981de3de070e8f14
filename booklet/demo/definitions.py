"""The attributes that the demo's firm keeps of a customer."""

from __future__ import annotations

from booklet.model import AttributeDefinition, AttributeType

DEFINITIONS = (
    AttributeDefinition(
        "plan",
        "Service plan",
        AttributeType.CHOICE,
        required=True,
        choices=("Gold", "Silver", "Bronze"),
        description="Decides which service page a book has.",
    ),
    AttributeDefinition("contact", "Contact", required=True, description="Who gets the books."),
    AttributeDefinition("manager", "Relationship manager", required=True),
    AttributeDefinition("assets", "Plan assets", AttributeType.MONEY, "USD 0", required=True),
    AttributeDefinition("contributions", "Contributions", AttributeType.MONEY, "USD 0", description="In the quarter."),
    AttributeDefinition("benefits_paid", "Benefits paid", AttributeType.MONEY, "USD 0", description="In the quarter."),
    AttributeDefinition(
        "net_return", "Return after costs", AttributeType.PERCENT, "0.0%", description="Of the quarter, all accounts."
    ),
    AttributeDefinition("eligible", "Eligible employees", AttributeType.NUMBER, "#,##0"),
    AttributeDefinition("participants", "Participants", AttributeType.NUMBER, "#,##0"),
    AttributeDefinition("participation", "Participation", AttributeType.PERCENT, "0.0%", required=True),
    AttributeDefinition("deferral", "Average deferral", AttributeType.PERCENT, "0.0%", description="Of pay."),
    AttributeDefinition("match", "Employer match"),
    AttributeDefinition("safe_harbor", "Safe harbor", AttributeType.YES_NO, "Yes,No", required=True),
    AttributeDefinition("documents_signed", "Documents signed", AttributeType.YES_NO, "Yes,No", required=True),
    AttributeDefinition("next_review", "Next review", AttributeType.DATE, "long"),
    AttributeDefinition(
        "entity",
        "Kind of company",
        AttributeType.CHOICE,
        choices=("C corporation", "S corporation", "Partnership", "LLC", "Nonprofit"),
        description="For the tax classification on form W-9.",
    ),
    AttributeDefinition("ein", "Employer identification number", required=True, description="Such as 00-1234567."),
    AttributeDefinition("address", "Street address"),
    AttributeDefinition("city", "City, state and ZIP code"),
)
