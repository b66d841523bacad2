"""Make synthetic threads, for load tests and the demo."""

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from experiences.synthetic import making
from experiences.synthetic.known import NothingToTellOf

MOST = 10_000_000


class Command(BaseCommand):
    help = (
        "Publish N made-up posts, marked as synthetic, and count what they tell: the same for the same seed. A site that "
        "holds posts people sent gets none, unless forced."
    )

    def add_arguments(self, parser):
        parser.add_argument("posts", type=int, metavar="N", help=f"how many posts, from 1 to {MOST:,}")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="another number gives other posts (1)")
        parser.add_argument("--force", action="store_true", help="even beside posts that people sent")

    def handle(self, *, posts, seed, force, verbosity, **options):
        if not 1 <= posts <= MOST:
            raise CommandError(f"N is a whole number from 1 to {MOST}.")
        try:
            with tqdm(total=posts, unit=" posts", disable=None if verbosity else True) as bar:
                making.make(posts, seed=seed, force=force, progress=bar.update)
        except (making.NotHere, NothingToTellOf) as error:
            raise CommandError(f"Nothing was made. {error}") from error
        if verbosity:
            self.stdout.write(f"{posts} synthetic posts are public, made with seed {seed}.")
