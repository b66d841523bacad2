"""Knows the sentences of made-up posts. Each stands alone, so that what it names does not depend on its neighbours."""

TITLES = (
    "What to expect from {drug}?",
    "New on {drug}",
    "{drug} and {effect}",
    "How long did {drug} take for you?",
    "Coming off {drug}",
    "My first weeks on {drug}",
    "Changing to {drug}",
    "{drug}: how is it going for you?",
)
ASKS = (
    "My doctor wants me to take {drug}.",
    "I may have to start {drug} soon.",
    "I was told about {drug} last week.",
)
QUESTIONS = (
    "What should I expect in the first weeks?",
    "How long did it take until you felt something?",
    "Did it get better after a while?",
    "What did you ask at your visits?",
    "What helped you to keep going?",
)
FEARS = ("I am worried about {effect}.", "I am scared of {effect}.")
STAGES = {
    "considering": ("I am thinking about {drug}.", "I have not decided about {drug} yet."),
    "starting": ("I am about to start {drug}.", "I have just started {drug}."),
    "taking": ("I take {drug}.", "I am on {drug}.", "I still take {drug}."),
    "stopped": ("I took {drug} and stopped.", "I was on {drug} and I am off it now."),
}
STAGES_OF_OTHERS = {
    "considering": ("My wife is thinking about {drug}.", "My mother has not decided about {drug} yet."),
    "starting": ("My son is about to start {drug}.", "My sister has just started {drug}."),
    "taking": ("My husband takes {drug}.", "My daughter is on {drug}."),
    "stopped": ("My mother took {drug} and stopped.", "My brother was on {drug} and is off it now."),
}
CONDITIONS = ("It is for {condition}.", "The reason is {condition}.")
DOSES = ("The dose is {dose}.", "It is {dose} at the moment.")
DURATIONS = {
    "under_1_month": "It has been two or three weeks.",
    "1_3_months": "It has been about two months.",
    "3_12_months": "It has been more than half a year.",
    "1_5_years": "It has been three years.",
    "over_5_years": "It has been eight years.",
    "years": "It has been years.",
}
YES = ("There was {effect}.", "I had {effect}.", "I got {effect} on it.")
NO = ("I had no {effect}.", "There was no {effect}.", "I never had {effect}.")
OUTCOMES = {
    "passed": "That went away by itself.",
    "passed_dose": "That went away when the dose was changed.",
    "passed_stopped": "That went away after the last tablet.",
    "still_there": "That is still there.",
}
BENEFITS = {
    "a_lot": ("It made a big difference.", "It gave me my days back."),
    "some": ("It helped a bit.", "Some things are easier now."),
    "none": ("It did nothing for me.", "I felt no difference at all."),
    "too_early": ("It is too early to say.", "I am still waiting."),
    "worse": ("Things got worse.", "I felt worse than before."),
}
PROBLEMS = {
    "none": "I had no problems with it.",
    "few": "I had hardly any problems with it.",
    "some": "I had some problems with it.",
}
REASONS = {
    "did_not_work": "It did not do enough.",
    "side_effect": "I could not stand it.",
    "blood_count": "The numbers were too low.",
    "pregnancy": "We are hoping for a child.",
    "cost": "I could not pay for it any more.",
    "remission": "Everything had been quiet for long.",
    "other": "There were other reasons.",
}
CHANGES = {
    "replaced": "They changed me from {from_drug} to {to_drug}.",
    "added": "They added {to_drug} to {from_drug}.",
    "stopped": "So {from_drug} was stopped.",
    "dose_changed": "They changed how much {from_drug} I take.",
}
HELPED = ("taking it with food", "taking it at night", "drinking more", "smaller meals", "going to bed early", "time")
REPLIES = (
    "Thank you for telling us.",
    "That sounds a lot like my own time.",
    "Do ask your team about it.",
    "Please let us know how it goes.",
    "I hope it gets easier.",
    "I wrote everything down for my visits.",
)
LIFE = (
    "I am back to my {thing}.",
    "I can do some {thing} again.",
    "What I miss most is my {thing}.",
    "On good days there is {thing}.",
    "I had to give up {thing} for a while.",
)
_THINGS = """
walking gardening swimming reading knitting cooking baking painting singing cycling sewing fishing dancing hiking camping
drawing writing teaching travelling rowing skating sailing pottery yoga chess piano guitar violin choir theatre weaving
birdwatching astronomy photography carpentry woodwork embroidery crochet quilting origami calligraphy jigsaws crosswords
bowling tennis golf badminton volleyball football rugby cricket netball hockey archery fencing judo karate running jogging
climbing kayaking surfing snorkelling skiing sledging riding beekeeping composting foraging allotments housework ironing
shopping volunteering babysitting driving commuting farming harvesting ploughing shearing weaving spinning dyeing printing
bookbinding genealogy languages mathematics geology fossils stamps coins postcards trains models kites lanterns puppets
accordion banjo cello clarinet drumming flute harmonica mandolin oboe saxophone trombone trumpet ukulele xylophone
marmalade sourdough dumplings pancakes chutney pickles lasagne risotto gingerbread shortbread crumpets scones
"""
THINGS = tuple(dict.fromkeys(_THINGS.split()))
