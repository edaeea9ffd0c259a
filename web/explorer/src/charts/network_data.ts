// Ego networks put together: that of the actor in the middle, and those of the neighbours that were expanded.
import type { Network } from "../api/client";

export type NetworkNode = Network["nodes"][number];
export type NetworkEdge = Network["edges"][number];

export interface Joined {
  centre: string;
  nodes: readonly NetworkNode[]; // the centre first; count is that with the centre
  edges: readonly NetworkEdge[];
  total: number; // how many the centre met, shown or not
}

const edgeKey = ({ source, target }: NetworkEdge) => (source < target ? `${source} ${target}` : `${target} ${source}`);

export function join(first: Network, others: readonly Network[]): Joined {
  const nodes = new Map(first.nodes.map((node) => [node.id, node]));
  const edges = new Map(first.edges.map((edge) => [edgeKey(edge), edge]));
  for (const other of others) {
    // Who came with a neighbour need not have met the one in the middle.
    for (const node of other.nodes) if (!nodes.has(node.id)) nodes.set(node.id, { ...node, count: 0 });
    for (const edge of other.edges) if (!edges.has(edgeKey(edge))) edges.set(edgeKey(edge), edge);
  }
  return { centre: first.nodes[0]?.id ?? "", nodes: [...nodes.values()], edges: [...edges.values()], total: first.total };
}
