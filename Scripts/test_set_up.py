"""Tests of Scripts/set-up with a pip of our own that never touches a network."""

import hashlib
import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import zipfile
from contextlib import redirect_stderr
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from unittest import mock

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "set-up")

# Stands in for `python -m pip`: takes the same command line, and does what PIP_DOES says.
FAKE_PIP = """
import os, shutil, sys, time
arguments = sys.argv[1:]
assert arguments[:2] == ["download", "--no-deps"] and arguments[-1] == "xla-cpu-pjrt==0.0.1", arguments
with open(os.environ["PIP_LOG"], "a") as log:
    log.write("called\\n")
does = os.environ["PIP_DOES"]
if does == "offline":
    print("WARNING: Retrying after connection broken")
    print("ERROR: No matching distribution found for xla-cpu-pjrt==0.0.1")
    sys.exit(1)
destination = arguments[arguments.index("--dest") + 1]
wheel = os.path.join(destination, "xla_cpu_pjrt-0.0.1-py3-none-any.whl")
if does == "hang":
    open(wheel, "wb").write(b"half")
    time.sleep(60)
if does == "slow":
    time.sleep(0.5)
shutil.copy(os.environ["PIP_WHEEL"], wheel)
"""

# Runs the script in a process of its own with the hash of the small wheel in place of the real one.
DRIVER = """
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
loader = SourceFileLoader("set_up", sys.argv[1])
module = module_from_spec(spec_from_loader("set_up", loader))
loader.exec_module(module)
module.SHA256 = {"x86_64": sys.argv[2], "aarch64": sys.argv[2]}
module.HEADER_FOLDERS = sys.argv[3:]
sys.exit(module.main())
"""


def load_script():
    loader = SourceFileLoader("set_up", SCRIPT)
    module = module_from_spec(spec_from_loader("set_up", loader))
    loader.exec_module(module)
    return module


class SetUpTests(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.cache = os.path.join(self.folder, "cache")
        self.log = os.path.join(self.folder, "pip.log")
        self.wheel = os.path.join(self.folder, "wheel.zip")
        self.write_wheel({"xla_cpu_pjrt.so": b"library", "include/pjrt_c_api.h": b"header", "__init__.py": b""})
        self.modules = os.path.join(self.folder, "modules")
        os.makedirs(os.path.join(self.modules, "pip"))
        self.write(os.path.join(self.modules, "pip", "__init__.py"), "")
        self.write(os.path.join(self.modules, "pip", "__main__.py"), FAKE_PIP)
        self.environment = {
            "PATH": self.folder, "HOME": self.folder, "PYTHONPATH": self.modules, "PENZAI_CACHE_DIR": self.cache,
            "PIP_LOG": self.log, "PIP_WHEEL": self.wheel, "PIP_DOES": "succeed",
        }  # fmt: skip
        self.script = load_script()
        self.script.HEADER_FOLDERS = [self.folder]
        self.write(os.path.join(self.folder, "zlib.h"), "")
        self.architecture = "x86_64"

    def write(self, path, text):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def write_wheel(self, files):
        with zipfile.ZipFile(self.wheel, "w") as archive:
            for name, content in files.items():
                archive.writestr(f"xla_plugins/xla_cpu_pjrt/{name}", content)
        with open(self.wheel, "rb") as file:
            self.digest = hashlib.sha256(file.read()).hexdigest()

    def run_script(self, digest=None, machine=None, system="Linux", **environment):
        """Runs the script in this process; returns its status and what it said."""
        said = io.StringIO()
        name = mock.Mock(sysname=system, machine=machine or self.architecture)
        self.script.SHA256 = {"x86_64": digest or self.digest, "aarch64": digest or self.digest}
        patched = mock.patch.dict(os.environ, {**self.environment, **environment}, clear=True)
        with patched, mock.patch("os.uname", return_value=name), redirect_stderr(said):
            status = self.script.main()
        return status, said.getvalue()

    def start_script(self, **environment):
        """Starts the script in a process group of its own."""
        return subprocess.Popen(
            [sys.executable, "-B", "-c", DRIVER, SCRIPT, self.digest, self.folder],
            env={**self.environment, **environment},
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def calls_of_pip(self):
        if not os.path.exists(self.log):
            return 0
        with open(self.log, encoding="utf-8") as log:
            return len(log.readlines())

    @property
    def plugins(self):
        return os.path.join(self.cache, "plugins")

    def assert_installed(self, architecture="x86_64"):
        folder = os.path.join(self.plugins, f"xla-cpu-pjrt-0.0.1-{architecture}")
        with open(os.path.join(folder, "xla_cpu_pjrt.so"), "rb") as file:
            self.assertEqual(file.read(), b"library")
        with open(os.path.join(folder, "include", "pjrt_c_api.h"), "rb") as file:
            self.assertEqual(file.read(), b"header")
        self.assert_tidy()

    def assert_tidy(self):
        left = [name for name in os.listdir(self.plugins) if name.startswith(".scratch-")]
        self.assertEqual(left, [], "scratch folders were left behind")

    def assert_failed(self, outcome, *phrases):
        status, said = outcome
        self.assertEqual(status, 1, said)
        self.assertNotIn("Traceback", said)
        for phrase in phrases + ("PENZAI_PJRT_PLUGIN=/path",):
            self.assertIn(phrase, said)

    def test_fetches_checks_and_unpacks(self):
        status, said = self.run_script()
        self.assertEqual(status, 0, said)
        self.assert_installed()
        folder = os.path.join(self.plugins, "xla-cpu-pjrt-0.0.1-x86_64")
        self.assertEqual(sorted(os.listdir(folder)), ["include", "xla_cpu_pjrt.so"], "only what is needed is unpacked")

    def test_second_run_is_silent_and_calls_no_pip(self):
        self.run_script()
        self.assertEqual(self.run_script(), (0, ""))
        self.assertEqual(self.calls_of_pip(), 1)

    def test_each_architecture_has_its_folder(self):
        self.assertEqual(self.run_script(machine="aarch64")[0], 0)
        self.assert_installed("aarch64")

    def test_incomplete_folder_is_replaced(self):
        folder = os.path.join(self.plugins, "xla-cpu-pjrt-0.0.1-x86_64")
        os.makedirs(folder)
        self.write(os.path.join(folder, "xla_cpu_pjrt.so"), "without its header")
        self.assertEqual(self.run_script()[0], 0)
        self.assert_installed()

    def test_cache_folder_follows_the_environment(self):
        with mock.patch.dict(os.environ, {"HOME": "/home/a"}, clear=True):
            self.assertEqual(self.script.cache_folder(), "/home/a/.cache/penzai")
            os.environ["XDG_CACHE_HOME"] = "/var/b"
            self.assertEqual(self.script.cache_folder(), "/var/b/penzai")
            os.environ["PENZAI_CACHE_DIR"] = "/srv/c"
            self.assertEqual(self.script.cache_folder(), "/srv/c")

    def test_wrong_hash_is_refused(self):
        outcome = self.run_script(digest="0" * 64)
        self.assert_failed(outcome, "wrong sha256", f"expected {'0' * 64}", f"found    {self.digest}", "by hand")
        self.assertFalse(os.path.exists(os.path.join(self.plugins, "xla-cpu-pjrt-0.0.1-x86_64")))
        self.assert_tidy()

    def test_missing_pip_is_named(self):
        os.remove(os.path.join(self.modules, "pip", "__main__.py"))
        self.assert_failed(
            self.run_script(), "pip is missing", "Install pip", "pip download --no-deps xla-cpu-pjrt==0.0.1",
            self.digest, os.path.join(self.plugins, "xla-cpu-pjrt-0.0.1-x86_64", "xla_cpu_pjrt.so"))  # fmt: skip

    def test_pip_on_the_path_will_do(self):
        os.remove(os.path.join(self.modules, "pip", "__main__.py"))
        program = os.path.join(self.folder, "pip3")
        self.write(program, f"#!{sys.executable}\n{FAKE_PIP}")
        os.chmod(program, 0o755)
        self.assertEqual(self.run_script()[0], 0)
        self.assert_installed()

    def test_no_network_shows_the_words_of_pip(self):
        self.assert_failed(
            self.run_script(PIP_DOES="offline"), "pip could not fetch", "is there a network",
            "No matching distribution found", "by hand")  # fmt: skip
        self.assert_tidy()

    def test_unwritable_cache_is_named(self):
        # A file where the folder should be fails for every user, also for root.
        self.write(self.cache, "in the way")
        self.assert_failed(self.run_script(), self.cache, "cannot be used", "PENZAI_CACHE_DIR=/path")

    def test_wheel_without_the_library_is_refused(self):
        self.write_wheel({"include/pjrt_c_api.h": b"header"})
        self.assert_failed(self.run_script(), "cannot be unpacked", "xla_cpu_pjrt.so")
        self.assertFalse(os.path.exists(os.path.join(self.plugins, "xla-cpu-pjrt-0.0.1-x86_64")))

    def test_other_machines_are_told_so(self):
        self.assert_failed(self.run_script(machine="riscv64"), "no build for Linux on riscv64", "x86_64 and aarch64")
        self.assert_failed(self.run_script(system="Darwin"), "no build for Darwin")
        self.assertEqual(self.calls_of_pip(), 0)

    def test_plugin_of_the_users_own_needs_nothing(self):
        own = os.path.join(self.folder, "own.so")
        self.write(own, "")
        self.assertEqual(self.run_script(PENZAI_PJRT_PLUGIN=own, machine="riscv64"), (0, ""))
        self.assertFalse(os.path.exists(self.cache))

    def test_missing_plugin_of_the_users_own_is_named(self):
        self.assert_failed(self.run_script(PENZAI_PJRT_PLUGIN="/nowhere.so"), "/nowhere.so", "not a file")

    def test_missing_zlib_is_named(self):
        os.remove(os.path.join(self.folder, "zlib.h"))
        with mock.patch("os.geteuid", return_value=1000):
            status, said = self.run_script()
        self.assertEqual(status, 1)
        self.assertIn("zlib.h is in none of " + self.folder, said)
        self.assertIn("apt-get install zlib1g-dev", said)

    def test_zlib_is_installed_where_that_is_allowed(self):
        header = os.path.join(self.folder, "zlib.h")
        os.remove(header)
        program = os.path.join(self.folder, "apt-get")
        self.write(program, f'#!/bin/sh\n[ "$*" = "install -y zlib1g-dev" ] && : > "{header}"\nexit 0\n')
        os.chmod(program, 0o755)
        with mock.patch("os.geteuid", return_value=0):
            status, said = self.run_script()
        self.assertEqual((status, os.path.exists(header)), (0, True), said)
        self.assertIn("Installing zlib1g-dev", said)

    def test_two_at_once_fetch_once(self):
        self.require_known_machine()
        runs = [self.start_script(PIP_DOES="slow") for _ in range(2)]
        for run in runs:
            self.assertEqual(run.wait(timeout=30), 0, run.stderr.read())
            run.stderr.close()
        self.assertEqual(self.calls_of_pip(), 1)
        self.assert_installed(os.uname().machine)

    def test_killed_run_leaves_nothing_half_written(self):
        self.require_known_machine()
        run = self.start_script(PIP_DOES="hang")
        deadline = time.monotonic() + 20
        while not self.calls_of_pip() and time.monotonic() < deadline:
            time.sleep(0.01)
        os.killpg(run.pid, signal.SIGKILL)
        run.wait(timeout=10)
        run.stderr.close()
        target = os.path.join(self.plugins, f"xla-cpu-pjrt-0.0.1-{os.uname().machine}")
        self.assertFalse(os.path.exists(target))
        after = self.start_script()
        self.assertEqual(after.wait(timeout=30), 0, after.stderr.read())
        after.stderr.close()
        self.assert_installed(os.uname().machine)

    def require_known_machine(self):
        if os.uname().machine not in ("x86_64", "aarch64"):
            self.skipTest("the plugin has no build for this machine")


if __name__ == "__main__":
    unittest.main()
