"""The list of templates and the bytes of one. Files are read when somebody looks at a template, never at the start."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Template:
    """One template of the list.

    Attributes:
        id: name of its files without their endings.
        title: English source text, translated where it is shown (context "Templates").
        category: id of CATEGORIES.
        words: more words that find it.
    """

    id: str
    title: str
    category: str
    words: str


CATEGORIES: dict[str, str] = {
    "process": "Processes",
    "software": "Software",
    "data": "Data and systems",
    "plan": "Plans and boards",
    "think": "Ideas and analysis",
    "design": "Screens and rooms",
}
"""English headings by id, in the order shown."""

TEMPLATES: tuple[Template, ...] = (
    Template("flowchart", "Flow chart", "process", "flow decision steps iso"),
    Template("swimlanes", "Process in swimlanes", "process", "cross-functional roles lanes"),
    Template("bpmn", "BPMN process", "process", "business process pool events"),
    Template("decision_tree", "Decision tree", "process", "chances options probability"),
    Template("org_chart", "Org chart", "process", "organisation people hierarchy team"),
    Template("journey", "Customer journey", "process", "experience touch points emotions"),
    Template("uml_class", "Class diagram", "software", "uml object oriented inheritance"),
    Template("uml_sequence", "Sequence diagram", "software", "uml messages lifelines"),
    Template("uml_state", "State machine", "software", "uml states transitions"),
    Template("uml_activity", "Activity diagram", "software", "uml fork join flow"),
    Template("uml_use_case", "Use case diagram", "software", "uml actors goals"),
    Template("uml_component", "Component diagram", "software", "uml modules interfaces"),
    Template("uml_deployment", "Deployment diagram", "software", "uml nodes artifacts servers"),
    Template("c4_context", "C4 system context", "software", "architecture people systems"),
    Template("c4_container", "C4 containers", "software", "architecture applications stores"),
    Template("er", "Entity relation", "data", "database tables crow foot erd sql"),
    Template("er_chen", "Entities and relationships", "data", "chen conceptual erd"),
    Template("data_flow", "Data flow", "data", "dfd stores processes"),
    Template("network", "Office network", "data", "lan firewall switch servers"),
    Template("cloud", "Cloud architecture", "data", "regions zones load balancer"),
    Template("platform", "Container platform", "data", "cluster pods pipeline docker"),
    Template("roadmap", "Roadmap", "plan", "quarters product plan"),
    Template("kanban", "Kanban board", "plan", "agile cards columns tasks"),
    Template("gantt", "Gantt chart", "plan", "schedule project weeks"),
    Template("timeline", "Time line", "plan", "history events dates"),
    Template("story_map", "Story map", "plan", "agile user stories releases backlog"),
    Template("retrospective", "Retrospective", "plan", "agile sticky notes looking back"),
    Template("mind_map", "Mind map", "think", "ideas branches brainstorm"),
    Template("swot", "SWOT", "think", "strengths weaknesses opportunities threats"),
    Template("fishbone", "Cause and effect", "think", "fishbone ishikawa root cause"),
    Template("business_model", "Business model", "think", "canvas strategy start-up"),
    Template("venn", "Venn diagram", "think", "sets overlap circles"),
    Template("wireframe_web", "Web page", "design", "wireframe landing page browser mock-up"),
    Template("wireframe_mobile", "App screens", "design", "wireframe mobile phone mock-up"),
    Template("sitemap", "Site map", "design", "web pages navigation structure"),
    Template("floor_plan", "Floor plan", "design", "flat rooms furniture"),
)
"""In the order shown within their categories."""


def state(template: str) -> bytes:
    """Return a template's diagram: the full update of its document.

    Raises:
        KeyError: there is no such template.
    """
    return _read(template, ".ydoc")


def picture(template: str, *, dark: bool = False) -> bytes:
    """Return a template's picture as a PNG, at most 560 x 256 pixels.

    Raises:
        KeyError: there is no such template.
    """
    return _read(template, "-dark.png" if dark else "-light.png")


def _read(template: str, ending: str) -> bytes:
    if all(known.id != template for known in TEMPLATES):
        raise KeyError(template)
    return files("resources.templates").joinpath(template + ending).read_bytes()
