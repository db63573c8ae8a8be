"""Settings of nbgrader: solutions/ is its source, notebooks/ its release, class/ holds all about students.

All nbgrader commands and the formgrader find this file when they are started in this folder. Checks are not
run in the learner's kernel: `dlutils.grading` judges the answers, and nbgrader records, shows and exports
what it found.
"""

import os
import sys
import sysconfig

ROOT = os.path.dirname(os.path.abspath(__file__))
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)  # nbgrader finds dlutils.grading even where the package is not installed
SCRIPTS = sysconfig.get_path("scripts")
if SCRIPTS not in os.environ.get("PATH", "").split(os.pathsep):
    # nbgrader starts the program `alembic` by its name, also when the environment was not activated.
    os.environ["PATH"] = SCRIPTS + os.pathsep + os.environ.get("PATH", "")

c = get_config()  # noqa: F821  (nbgrader puts it here)

c.CourseDirectory.course_id = "neural-networks"
c.CourseDirectory.root = ROOT
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "notebooks"
c.CourseDirectory.source_with_tests_directory = os.path.join("class", "source_with_tests")
# nbgrader's own default, "solution", differs from our source by one letter.
c.CourseDirectory.solution_directory = os.path.join("class", "solution")
c.CourseDirectory.submitted_directory = os.path.join("class", "submitted")
c.CourseDirectory.autograded_directory = os.path.join("class", "autograded")
c.CourseDirectory.feedback_directory = os.path.join("class", "feedback")
c.CourseDirectory.db_url = "sqlite:///" + os.path.join(ROOT, "class", "gradebook.db")
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", ".DS_Store", "Thumbs.db"]

# notebooks/ is committed: without force, nbgrader would skip what exists and leave it out of the gradebook.
c.GenerateAssignment.force = True
# Students' versions note the version of dlutils, so that grading can warn of submissions to another one.
c.GenerateAssignment.exporter_class = "dlutils.grading.handout.ReleaseExporter"
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\nraise NotImplementedError()"}
c.ClearSolutions.text_stub = "YOUR ANSWER HERE"

# Files from a learning platform: class/downloaded/<assignment>/archive/, as "<student>_<notebook>.ipynb" or
# in a folder "<student>/" each. Other names: nbgrader zip_collect --help-all,
# FileNameCollectorPlugin.named_regexp.
c.ZipCollectApp.downloaded_directory = os.path.join("class", "downloaded")
c.FileNameCollectorPlugin.named_regexp = (
    r".*[/\\](?P<student_id>[^/\\]+?)[_/\\](?P<file_id>\d\d_[a-z_]+)[^/\\]*$"
)

# The submission is read without mercy for broken files, put in order, and judged by dlutils instead of
# being executed.
c.Autograde.exporter_class = "dlutils.grading.recorder.SubmissionExporter"
c.Autograde.sanitize_preprocessors = [
    "dlutils.grading.recorder.RestoreCells",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.DeduplicateIds",
    "nbgrader.preprocessors.CheckCellMetadata",
]
# To grade where there is no sandbox, files that you trust: c.Judge.unsandboxed = True
c.Autograde.autograde_preprocessors = [
    "dlutils.grading.recorder.Judge",
    "nbgrader.preprocessors.IgnorePattern",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "dlutils.grading.recorder.SaveRemarks",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# What students wrote does nothing in the pages that they and their teachers open.
c.GenerateFeedback.exporter_class = "dlutils.grading.pages.FeedbackExporter"
c.HTMLExporter.filters = {
    "markdown2html": "dlutils.grading.harmless.markdown",
    "clean_html": "dlutils.grading.harmless.clean",  # of raw cells
}

# One table with the points of every exercise, safe to open in a spreadsheet: class/grades.csv
c.ExportApp.plugin_class = "dlutils.grading.export.GradesTable"
