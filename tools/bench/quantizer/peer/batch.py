"""Does many small pieces of work, each in a process of its own that it may end; from and to JSON files.

Works on a list of {"work": name, "arguments": {…}} and writes a list of {"value": {…}} or {"fault": text}.
"""

import json
import multiprocessing
import pathlib
import sys

from judge import judge
from quantize import quantize
from ranges import ranges

WORK = {'judge': judge, 'quantize': quantize, 'ranges': ranges}


def work(connection, name: str, arguments: dict) -> None:
    try:
        connection.send({'value': WORK[name](**arguments) or {}})
    except BaseException as error:  # Whatever it is, it is the answer.
        lines = str(error).strip().splitlines() or [type(error).__name__]
        connection.send({'fault': lines[0]})


def apart(name: str, arguments: dict) -> dict:
    fork = multiprocessing.get_context('fork')
    ours, theirs = fork.Pipe(duplex=False)
    process = fork.Process(target=work, args=(theirs, name, arguments))
    process.start()
    theirs.close()
    try:
        answer = ours.recv()
    except EOFError:
        answer = None
    process.join()
    return answer if answer is not None else {'fault': f'the process ended with {process.exitcode}'}


def main(tasks_path: str, answers_path: str) -> None:
    tasks = json.loads(pathlib.Path(tasks_path).read_text())
    answers = [apart(task['work'], task['arguments']) for task in tasks]
    pathlib.Path(answers_path).write_text(json.dumps(answers))


if __name__ == '__main__':
    main(*sys.argv[1:])
