import { isCodedError, messageOf } from '@flotilla/foundation';
import type { Interpreter, Runtime } from '@flotilla/evaluation';
import { writeModel, type Model, type Subgraph, type Tensor } from '@flotilla/tflite';
import { quantizerError } from '../errors';
import type { Shapes } from './input-shapes';
import { withInputShapes } from './with-input-shapes';

/** Types whose tensors a runtime shows nothing of. */
const OPAQUE: ReadonlySet<string> = new Set(['STRING', 'RESOURCE', 'VARIANT']);

/** How the kernels' `Prepare` and `Eval` are named where one refuses. */
const FAILED_NODE = /Node number (\d+) /u;

/**
 * The shape of each activation of the main graph for given shapes of its inputs, as the runtime's own kernels work it
 * out.
 * @throws CodedError `RESIZE_REFUSED` with the operator that cannot take them; the runtime's own `MODEL_TOO_LARGE`
 */
export async function inferShapes(model: Model, inputs: Shapes, runtime: Runtime): Promise<Shapes> {
  const [main] = model.subgraphs;
  if (main === undefined) throw new TypeError('the model has no subgraph');
  const observed = [...new Set(main.operators.flatMap(({ outputs }) => outputs))].filter(
    ({ type, isVariable }) => !isVariable && !OPAQUE.has(type),
  );
  try {
    const interpreter = await runtime.load(writeModel(withInputShapes(model, inputs, observed)), {
      delegate: 'cpu',
    });
    try {
      const shapes = await shapesIn(interpreter);
      return new Map([
        ...inputs,
        ...observed.map((tensor, at) => [tensor, shapes[at] ?? []] as const),
      ]);
    } finally {
      await interpreter.close();
    }
  } catch (cause) {
    if (isCodedError(cause) && cause.code === 'MODEL_TOO_LARGE') throw cause;
    throw refusal(main, inputs, cause);
  }
}

async function shapesIn(interpreter: Interpreter): Promise<(readonly number[])[]> {
  // Tensors of dynamic shape have none before they are computed.
  if (interpreter.outputs.some(({ byteLength }) => byteLength === 0)) {
    await interpreter.invoke(
      interpreter.inputs.map(({ byteLength }) => new Uint8Array(byteLength)),
    );
  }
  return interpreter.outputs.map(({ shape }) => shape);
}

function refusal({ operators }: Subgraph, inputs: Shapes, cause: unknown) {
  const said = messageOf(cause);
  const index = FAILED_NODE.exec(said)?.[1];
  const operator = index === undefined ? undefined : operators[Number(index)];
  const who = operator === undefined ? 'The model' : `The operator ${nameOf(operator)}`;
  const what = [...inputs].map(([{ name }, shape]) => `${name} of ${shape.join('x')}`).join(', ');
  return quantizerError('RESIZE_REFUSED', `${who} cannot take ${what}: ${said}`, { cause });
}

export function nameOf({ code, customCode, outputs }: Subgraph['operators'][number]): string {
  const [output]: readonly (Tensor | undefined)[] = outputs;
  return `${customCode ?? code} (${output?.name ?? 'no output'})`;
}
