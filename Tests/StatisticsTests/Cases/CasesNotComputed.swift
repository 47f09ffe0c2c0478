/// Files of the folder that no index of this target answers for, each with the reason.
let filesNotComputed: [String: String] = {
  var reasons = [
    "PEER-DEFECTS": "a test of its own reads it",
    "EconGeo-KCI": "rounds the transition matrix to 4 decimals and scales the vector to sum 1",
    "EconGeo-TCI": "rounds the transition matrix to 4 decimals and scales the vector to sum 1",
    "EconGeo-entry.mat": "entry of industries is not an index of this target",
    "EconGeo-exit.mat": "exit of industries is not an index of this target",
    "EconGeo-expy": "rounds the advantages to 2 decimals",
    "EconGeo-prody": "rounds the advantages to 2 decimals",
    "PolicyPortfolios-diversity_aid": "policy portfolios",
    "REAT-coulter": "the Coulter coefficient is not an index of this target",
    "REAT-cv": "its input is not in the folder",
    "REAT-ellison.c": "has no case: the peer is wrong",
    "REAT-williamson":
      "its input is not in the folder, and its deviation is from the unweighted mean",
    "economiccomplexity-shipped_output": "its input is not in the folder",
    "pysal-inequality-wolfson": "the Wolfson index is not an index of this target",
    "pysal-segregation-Dissim": "compares with the rest and not with the total",
    "topsis-fourpeers": "multi-criteria decision",
  ]
  let families = [
    "multi-criteria decision": [
      "ahp-threepeers", "combine-weights-mathmodels", "coupling-coordination-mathmodels",
      "entropy-weights-fourpeers", "grey-relational-twopeers", "pymcdm-TOPSIS",
      "pymcdm-entropy_weights", "pymcdm-normalizations", "pymcdm-other_weights",
      "scikit-criteria-EntropyWeighter", "scikit-criteria-TOPSIS",
    ],
    "networks of flows": [
      "NetIndices-AscInd-conesprings", "NetIndices-AscInd-conesprings-byindex",
      "NetIndices-EffInd-conesprings", "NetIndices-GenInd-conesprings",
      "NetIndices-PathInd-conesprings", "NetIndices-UncInd-conesprings",
      "cheddar-foodwebmetrics-beijing", "enaR-enaAscendency-beijing", "enaR-enaCycle-beijing",
      "enaR-enaFlow-beijing", "enaR-enaStructure-beijing", "enaR-enaUtility-beijing",
      "enaR-findPathLength-beijing", "layton-FlowBasedMetrics-beijing",
      "layton-Structure_Stats-beijing",
    ],
    "spatial autocorrelation": [
      "esda-G", "esda-G_Local", "esda-Geary", "esda-Join_Counts", "esda-Moran", "esda-Moran_BV",
      "esda-Moran_Local", "esda-Moran_Rate",
    ],
    "effects of measures": [
      "did-ezunem-eventstudy", "did-ezunem-twfe", "did-kielmc-crosssection", "did-organ-2x2",
    ],
    "input-output tables": [
      "ioanalysis-key.sector", "ioanalysis-linkages-intrainter", "ioanalysis-linkages-normalized",
      "ioanalysis-linkages-oneregion", "ioanalysis-linkages-oneregion-raw",
      "ioanalysis-linkages-raw", "ioanalysis-multipliers", "pymrio-extensions-smallMRIO",
      "pymrio-footprint-testmrio", "pymrio-iomath-miller2",
    ],
  ]
  for (family, files) in families {
    for file in files { reasons[file] = family }
  }
  return reasons
}()

/// Cases of files that are otherwise computed, each with the reason.
let casesNotComputed: [String: String] = [
  "REAT-locq/additive": "a difference of shares, not a quotient",
  "REAT-litzenberger/germany-2015": "area, population and firms are not in the folder",
  "pysal-inequality-1.0.1-indices/theil_th": "a segregation index, the information theory index H",
  "pysal-segregation-multigroup/information-theory-H": "a segregation index",
  "pysal-segregation-multigroup/divergence": "a segregation index",
]
