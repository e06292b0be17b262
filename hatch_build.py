"""Put what the page is made of into the wheel: who installs it needs no Node."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PageHook(BuildHookInterface):
    """Pack the page with the code."""

    def initialize(self, version: str, build_data: dict) -> None:
        if version == "editable":
            return
        if not Path(self.root, "node_modules", "esbuild").is_dir():
            if not shutil.which("npm"):
                sys.exit("no npm found, expected one to build the page; install Node")
            command = ["npm", "ci", "--omit=dev", "--silent", "--no-audit", "--no-fund"]
            subprocess.run(command, cwd=self.root, check=True)
        sys.path.insert(0, self.root)
        from deck.page.packing import pack

        self.folder = tempfile.mkdtemp()
        pack(Path(self.folder))
        build_data["force_include"][self.folder] = "deck/assets"

    def finalize(self, version: str, build_data: dict, artifact_path: str) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)
