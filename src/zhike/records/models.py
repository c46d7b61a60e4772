"""All models, gathered for Django; each lives with its noun."""

from zhike.records.account.models import Account, Role, Team
from zhike.records.activity.models import Activity
from zhike.records.alias.models import CustomerAlias
from zhike.records.attachment.models import Attachment
from zhike.records.batch.models import Batch, JournalEntry
from zhike.records.card.models import CardLink
from zhike.records.case.models import Case
from zhike.records.cell_rule.models import RuleUse
from zhike.records.channel_cost.models import ChannelCost
from zhike.records.collaborator.models import Ask, Collaborator
from zhike.records.company.models import Company
from zhike.records.competitor.models import Competitor
from zhike.records.competitor_contact.models import CompetitorContact
from zhike.records.contact.models import Contact
from zhike.records.contract.models import Contract
from zhike.records.customer.models import Customer
from zhike.records.demand.models import Demand
from zhike.records.event.models import Event
from zhike.records.fill_in.models import FillGiving, FillIn
from zhike.records.finding.models import Finding, FindingCustomer
from zhike.records.form.models import FormLink, FormVersion, Knock, PublicForm
from zhike.records.guide.models import GuideStep
from zhike.records.handin.models import HandIn
from zhike.records.history.models import HistoryLine
from zhike.records.interaction.models import Interaction
from zhike.records.job.models import Job
from zhike.records.key.models import Call, Key
from zhike.records.mapping.models import SavedMapping
from zhike.records.match.models import (
    MatchGroup,
    MatchMember,
    MatchPair,
    MatchStanding,
    MatchWeights,
)
from zhike.records.merge.models import Judged, JudgedLately, Merge, MergeEntry
from zhike.records.merge_round.models import MergeRound, RuleReview, UnattendedRule
from zhike.records.notice.models import Notice
from zhike.records.order.models import Order, OrderLine
from zhike.records.payment.models import Payment
from zhike.records.playbook_version.models import PlaybookVersion
from zhike.records.product.models import Product
from zhike.records.quality.models import QualityDay
from zhike.records.quote.models import Quote
from zhike.records.referral.models import Referral
from zhike.records.report.models import MadeReport
from zhike.records.revision.models import Revision
from zhike.records.score.models import AnalysisRun, Score, Standing, TierMove
from zhike.records.set_aside.models import SetAside
from zhike.records.tag.models import Tag
from zhike.records.task.models import Task
from zhike.records.verification.models import Verification
from zhike.records.view.models import SavedView

__all__ = [
    "Account", "Activity", "AnalysisRun", "Ask", "Attachment", "Batch", "Call", "CardLink",
    "Case", "ChannelCost", "Collaborator", "Company", "Competitor", "CompetitorContact",
    "Contact", "Contract", "Customer", "CustomerAlias", "Demand", "Event", "FillGiving",
    "FillIn", "Finding", "FindingCustomer", "FormLink", "FormVersion", "GuideStep", "HandIn",
    "HistoryLine", "Interaction", "Job", "JournalEntry", "Judged", "JudgedLately", "Key", "Knock",
    "MadeReport", "MatchGroup", "MatchMember", "MatchPair", "MatchStanding", "MatchWeights",
    "Merge", "MergeEntry", "MergeRound", "Notice",
    "Order", "OrderLine", "Payment", "PlaybookVersion", "Product", "PublicForm", "QualityDay",
    "Quote", "Referral", "Revision", "Role", "RuleReview", "RuleUse", "SavedMapping",
    "SavedView", "Score", "SetAside", "Standing", "Tag", "Task", "Team", "TierMove",
    "UnattendedRule", "Verification",
]  # fmt: skip
