import type { Operator, Subgraph, Tensor } from '@flotilla/tflite';

/** Who makes and who takes each tensor, kept true through the edits of one pass. */
export class SubgraphEditor {
  readonly #subgraph: Subgraph;
  readonly #producers = new Map<Tensor, Operator>();
  readonly #consumers = new Map<Tensor, Set<Operator>>();
  readonly #removed = new Set<Operator>();

  constructor(subgraph: Subgraph) {
    this.#subgraph = subgraph;
    for (const operator of subgraph.operators) {
      for (const output of operator.outputs) this.#producers.set(output, operator);
      for (const input of operator.inputs)
        if (input !== null) this.#consumersOf(input).add(operator);
    }
  }

  producer(tensor: Tensor): Operator | undefined {
    return this.#producers.get(tensor);
  }

  /** The operator that makes `tensor` for `consumer` alone: nobody else would see a change of its value. */
  soleProducer(tensor: Tensor, consumer: Operator): Operator | undefined {
    const consumers = this.#consumersOf(tensor);
    const isPrivate =
      consumers.size === 1 && consumers.has(consumer) && !this.#subgraph.outputs.includes(tensor);
    return isPrivate ? this.#producers.get(tensor) : undefined;
  }

  /** `producer` now computes what `consumer` did. */
  absorb(producer: Operator, consumer: Operator): void {
    this.#detach(consumer);
    producer.outputs = consumer.outputs;
    for (const output of producer.outputs) this.#producers.set(output, producer);
  }

  /**
   * Takes out an operator whose output equals `input`. False where the model's own inputs and outputs need it.
   */
  bypass(operator: Operator, input: Tensor): boolean {
    const [output] = operator.outputs;
    if (output === undefined) return false;
    if (this.#subgraph.outputs.includes(output)) {
      const producer = this.soleProducer(input, operator);
      if (producer?.outputs.length !== 1) return false;
      this.absorb(producer, operator);
      return true;
    }
    this.#detach(operator);
    for (const consumer of this.#consumersOf(output)) {
      consumer.inputs = consumer.inputs.map((tensor) => (tensor === output ? input : tensor));
      this.#consumersOf(input).add(consumer);
    }
    return true;
  }

  /** Drops what was taken out; call once at the end of a pass. */
  commit(): void {
    const { operators } = this.#subgraph;
    this.#subgraph.operators = operators.filter((operator) => !this.#removed.has(operator));
  }

  #detach(operator: Operator): void {
    this.#removed.add(operator);
    for (const input of operator.inputs)
      if (input !== null) this.#consumersOf(input).delete(operator);
  }

  #consumersOf(tensor: Tensor): Set<Operator> {
    const known = this.#consumers.get(tensor);
    if (known !== undefined) return known;
    const consumers = new Set<Operator>();
    this.#consumers.set(tensor, consumers);
    return consumers;
  }
}
