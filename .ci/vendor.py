"""Copy the front-end files that pages use from node_modules into portal/assets/vendor, licences beside them."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "portal/assets/vendor"
FILES = {
    "htmx.org": ["dist/htmx.min.js", "LICENSE"],
    "@fkui/design": ["lib/fkui.min.css", "LICENSE.md"],
    "@fkui/theme-default": ["dist/theme-light.css", "LICENSE.md"],
    "@fontsource-variable/source-sans-3": ["files/source-sans-3-latin-wght-normal.woff2", "LICENSE"],
    # For PDF, which does not read web fonts.
    "source-sans": ["TTF/SourceSans3-Regular.ttf", "TTF/SourceSans3-Semibold.ttf", "LICENSE.md"],
}


def main() -> None:
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    for package, names in FILES.items():
        for name in names:
            source = ROOT / "node_modules" / package / name
            licence = source.name.startswith("LICENSE")
            shutil.copyfile(
                source, TARGET / (f"{package.strip('@').replace('/', '-')}-LICENSE" if licence else source.name)
            )


if __name__ == "__main__":
    main()
