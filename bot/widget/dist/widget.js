(function(){"use strict";/**
 * @license
 * Copyright 2019 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */const W=globalThis,J=W.ShadowRoot&&(W.ShadyCSS===void 0||W.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,K=Symbol(),de=new WeakMap;let ue=class{constructor(e,t,s){if(this._$cssResult$=!0,s!==K)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o;const t=this.t;if(J&&e===void 0){const s=t!==void 0&&t.length===1;s&&(e=de.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),s&&de.set(t,e))}return e}toString(){return this.cssText}};const at=i=>new ue(typeof i=="string"?i:i+"",void 0,K),R=(i,...e)=>{const t=i.length===1?i[0]:e.reduce((s,o,r)=>s+(n=>{if(n._$cssResult$===!0)return n.cssText;if(typeof n=="number")return n;throw Error("Value passed to 'css' function must be a 'css' function result: "+n+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(o)+i[r+1],i[0]);return new ue(t,i,K)},lt=(i,e)=>{if(J)i.adoptedStyleSheets=e.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(const t of e){const s=document.createElement("style"),o=W.litNonce;o!==void 0&&s.setAttribute("nonce",o),s.textContent=t.cssText,i.appendChild(s)}},pe=J?i=>i:i=>i instanceof CSSStyleSheet?(e=>{let t="";for(const s of e.cssRules)t+=s.cssText;return at(t)})(i):i;/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */const{is:ct,defineProperty:ht,getOwnPropertyDescriptor:dt,getOwnPropertyNames:ut,getOwnPropertySymbols:pt,getPrototypeOf:gt}=Object,G=globalThis,ge=G.trustedTypes,ft=ge?ge.emptyScript:"",mt=G.reactiveElementPolyfillSupport,z=(i,e)=>i,Q={toAttribute(i,e){switch(e){case Boolean:i=i?ft:null;break;case Object:case Array:i=i==null?i:JSON.stringify(i)}return i},fromAttribute(i,e){let t=i;switch(e){case Boolean:t=i!==null;break;case Number:t=i===null?null:Number(i);break;case Object:case Array:try{t=JSON.parse(i)}catch{t=null}}return t}},fe=(i,e)=>!ct(i,e),me={attribute:!0,type:String,converter:Q,reflect:!1,useDefault:!1,hasChanged:fe};Symbol.metadata??=Symbol("metadata"),G.litPropertyMetadata??=new WeakMap;let O=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=me){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){const s=Symbol(),o=this.getPropertyDescriptor(e,s,t);o!==void 0&&ht(this.prototype,e,o)}}static getPropertyDescriptor(e,t,s){const{get:o,set:r}=dt(this.prototype,e)??{get(){return this[t]},set(n){this[t]=n}};return{get:o,set(n){const l=o?.call(this);r?.call(this,n),this.requestUpdate(e,l,s)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??me}static _$Ei(){if(this.hasOwnProperty(z("elementProperties")))return;const e=gt(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(z("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(z("properties"))){const t=this.properties,s=[...ut(t),...pt(t)];for(const o of s)this.createProperty(o,t[o])}const e=this[Symbol.metadata];if(e!==null){const t=litPropertyMetadata.get(e);if(t!==void 0)for(const[s,o]of t)this.elementProperties.set(s,o)}this._$Eh=new Map;for(const[t,s]of this.elementProperties){const o=this._$Eu(t,s);o!==void 0&&this._$Eh.set(o,t)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){const t=[];if(Array.isArray(e)){const s=new Set(e.flat(1/0).reverse());for(const o of s)t.unshift(pe(o))}else e!==void 0&&t.push(pe(e));return t}static _$Eu(e,t){const s=t.attribute;return s===!1?void 0:typeof s=="string"?s:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){const e=new Map,t=this.constructor.elementProperties;for(const s of t.keys())this.hasOwnProperty(s)&&(e.set(s,this[s]),delete this[s]);e.size>0&&(this._$Ep=e)}createRenderRoot(){const e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return lt(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,s){this._$AK(e,s)}_$ET(e,t){const s=this.constructor.elementProperties.get(e),o=this.constructor._$Eu(e,s);if(o!==void 0&&s.reflect===!0){const r=(s.converter?.toAttribute!==void 0?s.converter:Q).toAttribute(t,s.type);this._$Em=e,r==null?this.removeAttribute(o):this.setAttribute(o,r),this._$Em=null}}_$AK(e,t){const s=this.constructor,o=s._$Eh.get(e);if(o!==void 0&&this._$Em!==o){const r=s.getPropertyOptions(o),n=typeof r.converter=="function"?{fromAttribute:r.converter}:r.converter?.fromAttribute!==void 0?r.converter:Q;this._$Em=o;const l=n.fromAttribute(t,r.type);this[o]=l??this._$Ej?.get(o)??l,this._$Em=null}}requestUpdate(e,t,s,o=!1,r){if(e!==void 0){const n=this.constructor;if(o===!1&&(r=this[e]),s??=n.getPropertyOptions(e),!((s.hasChanged??fe)(r,t)||s.useDefault&&s.reflect&&r===this._$Ej?.get(e)&&!this.hasAttribute(n._$Eu(e,s))))return;this.C(e,t,s)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,t,{useDefault:s,reflect:o,wrapped:r},n){s&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,n??t??this[e]),r!==!0||n!==void 0)||(this._$AL.has(e)||(this.hasUpdated||s||(t=void 0),this._$AL.set(e,t)),o===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(t){Promise.reject(t)}const e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(const[o,r]of this._$Ep)this[o]=r;this._$Ep=void 0}const s=this.constructor.elementProperties;if(s.size>0)for(const[o,r]of s){const{wrapped:n}=r,l=this[o];n!==!0||this._$AL.has(o)||l===void 0||this.C(o,void 0,r,l)}}let e=!1;const t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(s=>s.hostUpdate?.()),this.update(t)):this._$EM()}catch(s){throw e=!1,this._$EM(),s}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(t=>t.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),this._$EM()}updated(e){}firstUpdated(e){}};O.elementStyles=[],O.shadowRootOptions={mode:"open"},O[z("elementProperties")]=new Map,O[z("finalized")]=new Map,mt?.({ReactiveElement:O}),(G.reactiveElementVersions??=[]).push("2.1.2");/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */const X=globalThis,be=i=>i,V=X.trustedTypes,we=V?V.createPolicy("lit-html",{createHTML:i=>i}):void 0,ye="$lit$",x=`lit$${Math.random().toFixed(9).slice(2)}$`,$e="?"+x,bt=`<${$e}>`,k=document,L=()=>k.createComment(""),D=i=>i===null||typeof i!="object"&&typeof i!="function",Z=Array.isArray,wt=i=>Z(i)||typeof i?.[Symbol.iterator]=="function",ee=`[ 	
\f\r]`,H=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,ve=/-->/g,xe=/>/g,_=RegExp(`>|${ee}(?:([^\\s"'>=/]+)(${ee}*=${ee}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),ke=/'/g,_e=/"/g,Ae=/^(?:script|style|textarea|title)$/i,Se=i=>(e,...t)=>({_$litType$:i,strings:e,values:t}),c=Se(1),b=Se(2),v=Symbol.for("lit-noChange"),h=Symbol.for("lit-nothing"),Ee=new WeakMap,A=k.createTreeWalker(k,129);function Te(i,e){if(!Z(i)||!i.hasOwnProperty("raw"))throw Error("invalid template strings array");return we!==void 0?we.createHTML(e):e}const yt=(i,e)=>{const t=i.length-1,s=[];let o,r=e===2?"<svg>":e===3?"<math>":"",n=H;for(let l=0;l<t;l++){const a=i[l];let d,g,u=-1,p=0;for(;p<a.length&&(n.lastIndex=p,g=n.exec(a),g!==null);)p=n.lastIndex,n===H?g[1]==="!--"?n=ve:g[1]!==void 0?n=xe:g[2]!==void 0?(Ae.test(g[2])&&(o=RegExp("</"+g[2],"g")),n=_):g[3]!==void 0&&(n=_):n===_?g[0]===">"?(n=o??H,u=-1):g[1]===void 0?u=-2:(u=n.lastIndex-g[2].length,d=g[1],n=g[3]===void 0?_:g[3]==='"'?_e:ke):n===_e||n===ke?n=_:n===ve||n===xe?n=H:(n=_,o=void 0);const f=n===_&&i[l+1].startsWith("/>")?" ":"";r+=n===H?a+bt:u>=0?(s.push(d),a.slice(0,u)+ye+a.slice(u)+x+f):a+x+(u===-2?l:f)}return[Te(i,r+(i[t]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),s]};class q{constructor({strings:e,_$litType$:t},s){let o;this.parts=[];let r=0,n=0;const l=e.length-1,a=this.parts,[d,g]=yt(e,t);if(this.el=q.createElement(d,s),A.currentNode=this.el.content,t===2||t===3){const u=this.el.content.firstChild;u.replaceWith(...u.childNodes)}for(;(o=A.nextNode())!==null&&a.length<l;){if(o.nodeType===1){if(o.hasAttributes())for(const u of o.getAttributeNames())if(u.endsWith(ye)){const p=g[n++],f=o.getAttribute(u).split(x),m=/([.?@])?(.*)/.exec(p);a.push({type:1,index:r,name:m[2],strings:f,ctor:m[1]==="."?vt:m[1]==="?"?xt:m[1]==="@"?kt:Y}),o.removeAttribute(u)}else u.startsWith(x)&&(a.push({type:6,index:r}),o.removeAttribute(u));if(Ae.test(o.tagName)){const u=o.textContent.split(x),p=u.length-1;if(p>0){o.textContent=V?V.emptyScript:"";for(let f=0;f<p;f++)o.append(u[f],L()),A.nextNode(),a.push({type:2,index:++r});o.append(u[p],L())}}}else if(o.nodeType===8)if(o.data===$e)a.push({type:2,index:r});else{let u=-1;for(;(u=o.data.indexOf(x,u+1))!==-1;)a.push({type:7,index:r}),u+=x.length-1}r++}}static createElement(e,t){const s=k.createElement("template");return s.innerHTML=e,s}}function M(i,e,t=i,s){if(e===v)return e;let o=s!==void 0?t._$Co?.[s]:t._$Cl;const r=D(e)?void 0:e._$litDirective$;return o?.constructor!==r&&(o?._$AO?.(!1),r===void 0?o=void 0:(o=new r(i),o._$AT(i,t,s)),s!==void 0?(t._$Co??=[])[s]=o:t._$Cl=o),o!==void 0&&(e=M(i,o._$AS(i,e.values),o,s)),e}class $t{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){const{el:{content:t},parts:s}=this._$AD,o=(e?.creationScope??k).importNode(t,!0);A.currentNode=o;let r=A.nextNode(),n=0,l=0,a=s[0];for(;a!==void 0;){if(n===a.index){let d;a.type===2?d=new U(r,r.nextSibling,this,e):a.type===1?d=new a.ctor(r,a.name,a.strings,this,e):a.type===6&&(d=new _t(r,this,e)),this._$AV.push(d),a=s[++l]}n!==a?.index&&(r=A.nextNode(),n++)}return A.currentNode=k,o}p(e){let t=0;for(const s of this._$AV)s!==void 0&&(s.strings!==void 0?(s._$AI(e,s,t),t+=s.strings.length-2):s._$AI(e[t])),t++}}class U{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,s,o){this.type=2,this._$AH=h,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=s,this.options=o,this._$Cv=o?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode;const t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=M(this,e,t),D(e)?e===h||e==null||e===""?(this._$AH!==h&&this._$AR(),this._$AH=h):e!==this._$AH&&e!==v&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):wt(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==h&&D(this._$AH)?this._$AA.nextSibling.data=e:this.T(k.createTextNode(e)),this._$AH=e}$(e){const{values:t,_$litType$:s}=e,o=typeof s=="number"?this._$AC(e):(s.el===void 0&&(s.el=q.createElement(Te(s.h,s.h[0]),this.options)),s);if(this._$AH?._$AD===o)this._$AH.p(t);else{const r=new $t(o,this),n=r.u(this.options);r.p(t),this.T(n),this._$AH=r}}_$AC(e){let t=Ee.get(e.strings);return t===void 0&&Ee.set(e.strings,t=new q(e)),t}k(e){Z(this._$AH)||(this._$AH=[],this._$AR());const t=this._$AH;let s,o=0;for(const r of e)o===t.length?t.push(s=new U(this.O(L()),this.O(L()),this,this.options)):s=t[o],s._$AI(r),o++;o<t.length&&(this._$AR(s&&s._$AB.nextSibling,o),t.length=o)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){const s=be(e).nextSibling;be(e).remove(),e=s}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}}class Y{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,s,o,r){this.type=1,this._$AH=h,this._$AN=void 0,this.element=e,this.name=t,this._$AM=o,this.options=r,s.length>2||s[0]!==""||s[1]!==""?(this._$AH=Array(s.length-1).fill(new String),this.strings=s):this._$AH=h}_$AI(e,t=this,s,o){const r=this.strings;let n=!1;if(r===void 0)e=M(this,e,t,0),n=!D(e)||e!==this._$AH&&e!==v,n&&(this._$AH=e);else{const l=e;let a,d;for(e=r[0],a=0;a<r.length-1;a++)d=M(this,l[s+a],t,a),d===v&&(d=this._$AH[a]),n||=!D(d)||d!==this._$AH[a],d===h?e=h:e!==h&&(e+=(d??"")+r[a+1]),this._$AH[a]=d}n&&!o&&this.j(e)}j(e){e===h?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}}class vt extends Y{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===h?void 0:e}}class xt extends Y{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==h)}}class kt extends Y{constructor(e,t,s,o,r){super(e,t,s,o,r),this.type=5}_$AI(e,t=this){if((e=M(this,e,t,0)??h)===v)return;const s=this._$AH,o=e===h&&s!==h||e.capture!==s.capture||e.once!==s.once||e.passive!==s.passive,r=e!==h&&(s===h||o);o&&this.element.removeEventListener(this.name,this,s),r&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}}class _t{constructor(e,t,s){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=s}get _$AU(){return this._$AM._$AU}_$AI(e){M(this,e)}}const At={I:U},St=X.litHtmlPolyfillSupport;St?.(q,U),(X.litHtmlVersions??=[]).push("3.3.3");const Et=(i,e,t)=>{const s=t?.renderBefore??e;let o=s._$litPart$;if(o===void 0){const r=t?.renderBefore??null;s._$litPart$=o=new U(e.insertBefore(L(),r),r,void 0,t??{})}return o._$AI(i),o};/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */const te=globalThis;let I=class extends O{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){const e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){const t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Et(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return v}};I._$litElement$=!0,I.finalized=!0,te.litElementHydrateSupport?.({LitElement:I});const Tt=te.litElementPolyfillSupport;Tt?.({LitElement:I}),(te.litElementVersions??=[]).push("4.2.2");/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */const Ct={CHILD:2},Ce=i=>(...e)=>({_$litDirective$:i,values:e});let Oe=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,s){this._$Ct=e,this._$AM=t,this._$Ci=s}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}};/**
 * @license
 * Copyright 2018 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */const Ot={},Mt=Ce(class extends Oe{constructor(){super(...arguments),this.ot=Ot}render(i,e){return e()}update(i,[e,t]){if(Array.isArray(e)){if(Array.isArray(this.ot)&&this.ot.length===e.length&&e.every((s,o)=>s===this.ot[o]))return v}else if(this.ot===e)return v;return this.ot=Array.isArray(e)?Array.from(e):e,this.render(e,t)}});/**
 * @license
 * Copyright 2020 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */const{I:Ut}=At,Me=i=>i,Ue=()=>document.createComment(""),j=(i,e,t)=>{const s=i._$AA.parentNode,o=e===void 0?i._$AB:e._$AA;if(t===void 0){const r=s.insertBefore(Ue(),o),n=s.insertBefore(Ue(),o);t=new Ut(r,n,i,i.options)}else{const r=t._$AB.nextSibling,n=t._$AM,l=n!==i;if(l){let a;t._$AQ?.(i),t._$AM=i,t._$AP!==void 0&&(a=i._$AU)!==n._$AU&&t._$AP(a)}if(r!==o||l){let a=t._$AA;for(;a!==r;){const d=Me(a).nextSibling;Me(s).insertBefore(a,o),a=d}}}return t},S=(i,e,t=i)=>(i._$AI(e,t),i),Pt={},Nt=(i,e=Pt)=>i._$AH=e,Rt=i=>i._$AH,se=i=>{i._$AR(),i._$AA.remove()};/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */const Pe=(i,e,t)=>{const s=new Map;for(let o=e;o<=t;o++)s.set(i[o],o);return s},ie=Ce(class extends Oe{constructor(i){if(super(i),i.type!==Ct.CHILD)throw Error("repeat() can only be used in text expressions")}dt(i,e,t){let s;t===void 0?t=e:e!==void 0&&(s=e);const o=[],r=[];let n=0;for(const l of i)o[n]=s?s(l,n):n,r[n]=t(l,n),n++;return{values:r,keys:o}}render(i,e,t){return this.dt(i,e,t).values}update(i,[e,t,s]){const o=Rt(i),{values:r,keys:n}=this.dt(e,t,s);if(!Array.isArray(o))return this.ut=n,r;const l=this.ut??=[],a=[];let d,g,u=0,p=o.length-1,f=0,m=r.length-1;for(;u<=p&&f<=m;)if(o[u]===null)u++;else if(o[p]===null)p--;else if(l[u]===n[f])a[f]=S(o[u],r[f]),u++,f++;else if(l[p]===n[m])a[m]=S(o[p],r[m]),p--,m--;else if(l[u]===n[m])a[m]=S(o[u],r[m]),j(i,a[m+1],o[u]),u++,m--;else if(l[p]===n[f])a[f]=S(o[p],r[f]),j(i,o[u],o[p]),p--,f++;else if(d===void 0&&(d=Pe(n,f,m),g=Pe(l,u,p)),d.has(l[u]))if(d.has(l[p])){const $=g.get(n[f]),he=$!==void 0?o[$]:null;if(he===null){const nt=j(i,o[u]);S(nt,r[f]),a[f]=nt}else a[f]=S(he,r[f]),j(i,o[u],he),o[$]=null;f++}else se(o[p]),p--;else se(o[u]),u++;for(;f<=m;){const $=j(i,a[m+1]);S($,r[f]),a[f++]=$}for(;u<=p;){const $=o[u++];$!==null&&se($)}return this.ut=n,Nt(i,a),v}}),zt='meta[property="product:retailer_item_id"], meta[name="daogou:item"]';function Lt(i){const e=i.querySelector(zt)?.content.trim();if(e)return e;const t=new Set;for(const s of i.querySelectorAll('script[type="application/ld+json"]'))try{oe(JSON.parse(s.textContent??""),t)}catch{}return t.size===1?[...t][0]:""}function oe(i,e){if(Array.isArray(i))i.forEach(t=>oe(t,e));else if(typeof i=="object"&&i!==null){const t=i,s=Array.isArray(t["@type"])?t["@type"]:[t["@type"]],o=t.sku??t.productID;s.includes("Product")&&(typeof o=="string"||typeof o=="number")&&e.add(String(o)),oe(t["@graph"]??t.mainEntity,e)}}const Dt=R`
  .carousel {
    position: relative;
    width: calc(100% + 1.8em);
    margin-inline: -0.9em;
  }
  .cards {
    display: flex;
    gap: 0.7em;
    padding: 2px 0.9em 6px;
    overflow-x: auto;
    overscroll-behavior-x: contain;
    scroll-snap-type: x proximity;
    scroll-padding-inline: 0.9em;
    scrollbar-width: none;
  }
  .cards::-webkit-scrollbar {
    display: none;
  }
  .cards:focus-visible {
    outline-offset: -3px;
    border-radius: 18px;
  }
  .card {
    flex: 0 0 178px;
    scroll-snap-align: start;
    display: flex;
    flex-direction: column;
    overflow: hidden;
    background: var(--bubble);
    border: 1px solid var(--line);
    border-radius: 18px;
    box-shadow: var(--shade);
  }
  .cards.one {
    padding: 2px 0 4px;
    width: 100%;
  }
  .one .card {
    flex: 0 1 24rem;
    flex-direction: row;
  }
  .picture {
    position: relative;
    flex: none;
    aspect-ratio: 1;
    display: grid;
    place-items: center;
    background: var(--tint);
  }
  .one .picture {
    width: 42%;
    aspect-ratio: auto;
    min-height: 132px;
  }
  .picture img {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  .blank {
    font-size: 2.2em;
    font-weight: 700;
    color: var(--accent);
    opacity: 0.5;
  }
  .rank {
    position: absolute;
    inset-block-start: 8px;
    inset-inline-start: 8px;
    min-width: 24px;
    height: 24px;
    display: grid;
    place-items: center;
    border-radius: 12px;
    background: var(--bubble);
    border: 1px solid var(--line);
    font-size: 0.83em;
    font-weight: 700;
  }
  .wish {
    position: absolute;
    inset-block-start: 6px;
    inset-inline-end: 6px;
    width: 34px;
    height: 34px;
    display: grid;
    place-items: center;
    padding: 0;
    border: 1px solid var(--line);
    border-radius: 50%;
    background: var(--bubble);
    color: var(--accent);
  }
  .wish .icon {
    width: 18px;
    height: 18px;
  }
  .wish:hover .icon {
    fill: currentColor;
  }
  .about {
    display: flex;
    flex: 1;
    min-width: 0;
    flex-direction: column;
    gap: 0.2em;
    padding: 0.65em 0.8em 0.8em;
  }
  .name {
    font-weight: 650;
    line-height: 1.35;
    display: -webkit-box;
    -webkit-line-clamp: 2;
    -webkit-box-orient: vertical;
    overflow: hidden;
  }
  .name a {
    color: inherit;
    text-decoration: none;
  }
  .name a:hover {
    text-decoration: underline;
  }
  .name:has(a:focus-visible) {
    overflow: visible;
  }
  .price {
    color: var(--accent);
    font-size: 1.14em;
    font-weight: 750;
    line-height: 1.3;
  }
  .kind {
    color: var(--soft);
    font-size: 0.83em;
  }
  .reasons {
    display: flex;
    flex-direction: column;
    gap: 0.12em;
    margin-block: 0.15em 0.5em;
    font-size: 0.87em;
    line-height: 1.4;
  }
  .reasons li {
    position: relative;
    padding-inline-start: 1.25em;
  }
  .reasons li::before {
    content: "✓" / "";
    position: absolute;
    inset-inline-start: 0;
    color: var(--good);
    font-weight: 700;
  }
  .choose {
    margin-block-start: auto;
    min-height: 36px;
    padding: 0.2em 0.6em;
    border: 1px solid color-mix(in srgb, var(--accent) 40%, var(--line));
    border-radius: 12px;
    background: var(--tint);
    font-size: 0.93em;
    font-weight: 600;
  }
  .choose:hover {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
  }
  .turn-page {
    position: absolute;
    inset-block-start: 72px;
    width: 38px;
    height: 38px;
    display: grid;
    place-items: center;
    padding: 0;
    border: 1px solid var(--line);
    border-radius: 50%;
    background: var(--bubble);
    box-shadow: 0 2px 10px rgb(40 20 10 / 0.22);
  }
  .turn-page.back {
    inset-inline-start: 6px;
  }
  .turn-page.forth {
    inset-inline-end: 6px;
  }
  @container panel (min-width: 600px) {
    .card {
      flex-basis: 208px;
    }
    .turn-page {
      inset-block-start: 86px;
    }
  }
`,Ht=R`
  .composer {
    margin: 0 0.9em max(0.9em, env(safe-area-inset-bottom, 0px));
    background: var(--bubble);
    border: 1px solid var(--line);
    border-radius: 25px;
    box-shadow: var(--shade);
  }
  .composer:focus-within {
    border-color: var(--accent);
    box-shadow: 0 0 0 3px color-mix(in srgb, var(--accent) 22%, transparent);
  }
  .line {
    display: flex;
    align-items: flex-end;
    padding: 4px;
  }
  textarea {
    flex: 1;
    min-width: 0;
    max-height: 8.5em;
    margin: 0;
    padding: 8px 4px;
    border: 0;
    background: none;
    resize: none;
    font-size: max(1em, 16px); /* iOS zooms into smaller ones */
    line-height: 1.5;
  }
  textarea:focus-visible {
    outline: none; /* the composer around it shows the focus */
  }
  textarea::placeholder {
    color: var(--soft);
    opacity: 1;
    white-space: nowrap;
    text-overflow: ellipsis;
    overflow: hidden;
  }
  .send {
    flex: none;
    display: grid;
    place-items: center;
    width: 40px;
    height: 40px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: var(--accent);
    color: var(--on-accent);
    transition: background 0.15s;
  }
  .send:disabled {
    background: var(--line);
    color: var(--soft);
    cursor: default;
  }
  :host(:dir(rtl)) .send .icon {
    transform: scaleX(-1);
  }
  .viewing,
  .attached {
    display: flex;
    align-items: center;
    gap: 0.5em;
    margin: 5px 5px 0;
    padding: 4px 4px 4px 10px;
    padding-inline: 10px 4px;
    border-radius: 20px;
    background: var(--tint);
    font-size: 0.88em;
  }
  .viewing img {
    width: 26px;
    height: 26px;
    border-radius: 8px;
    object-fit: cover;
  }
  .viewing .title {
    flex: 1;
    min-width: 0;
    font-weight: 600;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .viewing .soft {
    color: var(--soft);
    white-space: nowrap;
  }
  .attached {
    width: fit-content;
    padding: 6px;
    align-items: flex-start;
  }
  .attached img {
    max-width: 110px;
    max-height: 84px;
    border-radius: 12px;
    display: block;
  }
  .tiny {
    display: grid;
    place-items: center;
    flex: none;
    width: 28px;
    height: 28px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--soft);
  }
  .tiny:hover {
    background: color-mix(in srgb, var(--accent) 14%, transparent);
    color: var(--ink);
  }
  .tiny .icon {
    width: 16px;
    height: 16px;
  }
  .trouble {
    margin: 6px 14px 0;
    color: var(--warn);
    font-size: 0.9em;
  }

  .question {
    width: min(22rem, calc(100% - 3em));
    padding: 1.3em 1.4em 1.2em;
    border: 1px solid var(--line);
    border-radius: 20px;
    background: var(--panel);
    color: var(--ink);
    box-shadow: var(--lift);
  }
  .question::backdrop {
    background: rgb(20 10 5 / 0.45);
  }
  .question h3 {
    font-size: 1.1em;
  }
  .question p {
    margin: 0.4em 0 1.1em;
    color: var(--soft);
  }
  .answers {
    display: flex;
    justify-content: flex-end;
    gap: 0.6em;
  }
`,qt=R`
  .launcher {
    position: fixed;
    z-index: var(--daogou-z, 2147483000);
    inset-block-end: calc(var(--daogou-offset, 20px) + env(safe-area-inset-bottom, 0px));
    inset-inline-end: var(--daogou-offset, 20px);
    width: 60px;
    height: 60px;
    display: grid;
    place-items: center;
    border: 0;
    border-radius: 50%;
    background: var(--accent);
    color: var(--on-accent);
    cursor: pointer;
    box-shadow: var(--lift);
    transition: transform 0.18s;
  }
  :host([position="start"]) .launcher {
    inset-inline: var(--daogou-offset, 20px) auto;
  }
  .launcher:hover {
    transform: translateY(-2px) scale(1.04);
  }
  .launcher .icon {
    width: 32px;
    height: 32px;
  }
  .launcher .dots {
    fill: var(--accent);
    stroke: none;
  }
  .badge {
    position: absolute;
    inset-block-start: -3px;
    inset-inline-end: -3px;
    min-width: 23px;
    height: 23px;
    padding: 0 6px;
    display: grid;
    place-items: center;
    border-radius: 12px;
    background: var(--ink);
    color: var(--panel);
    font-size: 13px;
    font-weight: 700;
    border: 2px solid var(--panel);
  }

  .panel {
    position: relative;
    display: flex;
    flex-direction: column;
    min-height: 0;
    padding: 0;
    margin: 0;
    border: 0;
    background: linear-gradient(var(--tint), transparent 150px), var(--panel);
    overflow: hidden;
    container: panel / inline-size;
  }
  dialog.panel:not([open]) {
    display: none;
  }
  dialog.panel {
    position: fixed;
    z-index: var(--daogou-z, 2147483000);
    inset: auto;
    inset-block-end: calc(var(--daogou-offset, 20px) + env(safe-area-inset-bottom, 0px));
    inset-inline-end: var(--daogou-offset, 20px);
    width: min(var(--daogou-width, 410px), calc(100vw - 2 * var(--daogou-offset, 20px)));
    height: min(var(--daogou-height, 760px), calc(100dvh - 2 * var(--daogou-offset, 20px)));
    max-width: none;
    max-height: none;
    border: 1px solid var(--line);
    border-radius: var(--round);
    box-shadow: var(--lift);
    animation: open 0.22s ease-out;
  }
  :host([position="start"]) dialog.panel {
    inset-inline: var(--daogou-offset, 20px) auto;
  }
  @keyframes open {
    from {
      opacity: 0;
      transform: translateY(14px) scale(0.985);
    }
  }
  @media (max-width: 560px) {
    dialog.panel {
      inset: 0;
      width: 100vw;
      height: var(--visible, 100dvh);
      border: 0;
      border-radius: 0;
    }
    dialog.panel::backdrop {
      background: var(--panel);
    }
  }
  :host([mode="inline"]) {
    display: block;
    height: var(--daogou-height, 640px);
  }
  :host([mode="inline"]) .panel {
    height: 100%;
    border-radius: var(--round);
  }

  .header {
    display: flex;
    align-items: center;
    gap: 0.65em;
    padding: 0.85em 0.8em 0.7em 1.05em;
    padding-block-start: max(0.85em, env(safe-area-inset-top, 0px));
  }
  .logo {
    flex: none;
    width: 40px;
    height: 40px;
    display: grid;
    place-items: center;
    border-radius: 13px;
    background: var(--accent);
    color: var(--on-accent);
  }
  .logo .icon {
    width: 26px;
    height: 26px;
  }
  .logo .face {
    stroke: var(--accent);
    stroke-width: 1.5;
  }
  .initial {
    display: grid;
    place-items: center;
    background: var(--good);
    color: var(--panel);
    font-weight: 700;
    border-radius: 50%;
  }
  .names {
    flex: 1;
    min-width: 0;
  }
  h2 {
    font-size: 1.08em;
    font-weight: 700;
    line-height: 1.3;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .state {
    font-size: 0.83em;
    line-height: 1.35;
    color: var(--soft);
  }
  .state::before {
    content: "";
    display: inline-block;
    width: 0.55em;
    height: 0.55em;
    margin-inline-end: 0.4em;
    border-radius: 50%;
    background: var(--good);
  }
  .state.down {
    color: var(--warn);
  }
  .state.down::before {
    background: var(--warn);
  }
  .tool {
    flex: none;
    display: inline-grid;
    place-items: center;
    width: 40px;
    height: 40px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--soft);
    cursor: pointer;
    list-style: none;
    transition: background 0.15s;
  }
  .tool::-webkit-details-marker {
    display: none;
  }
  .tool:hover,
  .menu[open] .tool {
    background: color-mix(in srgb, var(--accent) 12%, transparent);
    color: var(--ink);
  }
  .menu {
    position: relative;
  }
  .sheet {
    position: absolute;
    z-index: 5;
    inset-block-start: calc(100% + 6px);
    inset-inline-end: 0;
    min-width: 13.5em;
    padding: 6px;
    background: var(--bubble);
    border: 1px solid var(--line);
    border-radius: 16px;
    box-shadow: var(--lift);
  }
  .sheet button {
    display: flex;
    align-items: center;
    gap: 0.8em;
    width: 100%;
    padding: 0.6em 0.8em;
    border: 0;
    border-radius: 11px;
    background: none;
    text-align: start;
  }
  .sheet button:hover,
  .sheet button:focus-visible {
    background: var(--tint);
    outline-offset: -2px;
  }
  .sheet .icon {
    color: var(--soft);
  }

  .person {
    display: flex;
    align-items: center;
    gap: 0.7em;
    margin: 0 0.9em 0.6em;
    padding: 0.5em 0.6em 0.5em 0.9em;
    border: 1px solid color-mix(in srgb, var(--good) 45%, var(--line));
    border-radius: 16px;
    background: color-mix(in srgb, var(--good) 7%, var(--bubble));
    font-size: 0.93em;
    line-height: 1.4;
  }
  .person p {
    flex: 1;
    min-width: 0;
  }
  .person strong {
    display: block;
    font-weight: 650;
  }
  .person p span {
    color: var(--soft);
    font-size: 0.92em;
  }
  .person .icon {
    color: var(--good);
  }
  .person .initial {
    width: 32px;
    height: 32px;
  }
  .small {
    flex: none;
    min-height: 36px;
    padding: 0.25em 0.95em;
    border: 1px solid var(--line);
    border-radius: 999px;
    background: var(--bubble);
    font-size: 0.95em;
  }
  a.small {
    display: inline-grid;
    place-items: center;
    text-decoration: none;
  }
  .small:hover {
    border-color: var(--accent);
  }
  .small.bad {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
  }
  @media (forced-colors: active) {
    .launcher,
    .send,
    .composer,
    .panel {
      border: 1px solid;
    }
  }
`,It=R`
  .scroller {
    flex: 1;
    min-height: 0;
    position: relative;
    overflow: hidden auto;
    overscroll-behavior: contain;
    padding: 0.7em 0.9em 0.9em;
    scrollbar-width: thin;
    scrollbar-color: var(--line) transparent;
    mask-image: linear-gradient(transparent, #000 10px);
  }
  .scroller:focus-visible {
    outline-offset: -3px;
    border-radius: 12px;
  }
  .log {
    display: flex;
    flex-direction: column;
    gap: 0.75em;
  }
  .notice {
    text-align: center;
    color: var(--soft);
    font-size: 0.9em;
  }
  .notice:not(:empty) {
    padding: 0.4em 0 0.8em;
  }
  .time {
    align-self: center;
    color: var(--soft);
    font-size: 0.8em;
    padding-block-start: 0.3em;
  }
  .turn {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 0.55em;
    max-width: 100%;
    position: relative;
    animation: rise 0.24s ease-out;
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }
  .turn.user {
    align-items: flex-end;
  }
  .bubble {
    max-width: min(42rem, 94%);
    width: fit-content;
    padding: 0.6em 0.95em;
    background: var(--bubble);
    border: 1px solid var(--line);
    border-radius: 18px;
    border-start-start-radius: 6px;
    box-shadow: var(--shade);
    overflow-wrap: anywhere;
  }
  .user .bubble {
    max-width: min(36rem, 84%);
    background: var(--accent);
    color: var(--on-accent);
    border-color: transparent;
    border-radius: 18px;
    border-end-end-radius: 6px;
    white-space: pre-wrap;
  }
  .unsent .bubble {
    opacity: 0.86;
  }
  .sent {
    max-width: 60%;
    max-height: 180px;
    border-radius: 16px;
    border: 1px solid var(--line);
  }
  .status {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    align-items: center;
    gap: 0.4em;
    font-size: 0.83em;
    color: var(--soft);
  }
  .status.bad {
    color: var(--warn);
  }
  .status .small {
    color: var(--ink);
    min-height: 30px;
  }
  .who {
    display: flex;
    align-items: center;
    gap: 0.45em;
    font-size: 0.85em;
    color: var(--soft);
  }
  .who .initial {
    width: 24px;
    height: 24px;
    font-size: 0.9em;
  }
  .agent .bubble {
    border-color: color-mix(in srgb, var(--good) 45%, var(--line));
    background: color-mix(in srgb, var(--good) 6%, var(--bubble));
  }
  .turn.system {
    align-items: center;
  }
  .system .bubble {
    padding: 0.25em 0.9em;
    background: none;
    border-style: dashed;
    border-radius: 14px;
    box-shadow: none;
    color: var(--soft);
    font-size: 0.9em;
    text-align: center;
  }
  .system .replies {
    justify-content: center;
  }
  .bubble p,
  .bubble ul,
  .bubble ol {
    margin: 0 0 0.5em;
  }
  .bubble > :last-child {
    margin-block-end: 0;
  }
  .bubble ul {
    list-style: disc;
    padding-inline-start: 1.3em;
  }
  .bubble ol {
    list-style: decimal;
    padding-inline-start: 1.5em;
  }
  .bubble code {
    padding: 0.05em 0.35em;
    border-radius: 5px;
    background: var(--tint);
    font-size: 0.95em;
  }
  .bubble .note {
    margin: 0.35em 0 0;
    font-size: 0.85em;
    color: var(--warn);
  }

  .scroll {
    overflow-x: auto;
    max-width: 100%;
    margin: 0 0 0.6em;
    scrollbar-width: thin;
  }
  table {
    border-collapse: separate;
    border-spacing: 0;
    font-size: 0.95em;
    line-height: 1.4;
  }
  th,
  td {
    padding: 0.45em 0.7em;
    font-weight: 400;
    text-align: start;
    vertical-align: top;
    border-block-end: 1px solid var(--line);
  }
  thead th {
    font-weight: 650;
    min-width: 5.5em;
  }
  tbody th {
    color: var(--soft);
    white-space: nowrap;
    padding-inline-start: 0;
  }
  tbody tr:last-child > * {
    border-block-end: 0;
  }

  .replies {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }
  .reply {
    display: flex;
    align-items: center;
    gap: 0.4em;
    min-height: 40px;
    padding: 0.35em 0.95em;
    border: 1px solid color-mix(in srgb, var(--accent) 40%, var(--line));
    border-radius: 20px;
    background: var(--tint);
    color: var(--ink);
    text-align: start;
    transition:
      background 0.15s,
      color 0.15s;
  }
  .reply:hover {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
  }
  .rating .reply {
    flex-direction: column;
    gap: 0.15em;
    min-width: 5.6em;
    padding: 0.55em 0.9em;
    border-radius: 16px;
    font-size: 0.92em;
  }
  .rating .icon {
    width: 2em;
    height: 2em;
    stroke-width: 1.5;
  }

  .welcome {
    text-align: center;
    padding: clamp(0.8em, 5cqb, 3em) 0.4em 1em;
  }
  .welcome .logo.big {
    width: 64px;
    height: 64px;
    border-radius: 21px;
    margin: 0 auto;
  }
  .big .icon {
    width: 42px;
    height: 42px;
  }
  .welcome h3 {
    margin: 0.7em 0 0.25em;
    font-size: 1.4em;
    line-height: 1.3;
    letter-spacing: -0.01em;
  }
  .welcome > p {
    margin: 0 auto 1.2em;
    max-width: 27em;
    color: var(--soft);
  }
  .welcome .replies {
    justify-content: center;
  }

  .typing {
    display: flex;
    gap: 0.3em;
    width: fit-content;
    margin-block-start: 0.75em;
    padding: 0.85em 1em;
    background: var(--bubble);
    border: 1px solid var(--line);
    border-radius: 18px;
    border-start-start-radius: 6px;
    box-shadow: var(--shade);
  }
  .typing i {
    width: 0.5em;
    height: 0.5em;
    border-radius: 50%;
    background: var(--soft);
    animation: blink 1.2s infinite;
  }
  .typing i:nth-of-type(2) {
    animation-delay: 0.2s;
  }
  .typing i:nth-of-type(3) {
    animation-delay: 0.4s;
  }
  @keyframes blink {
    0%,
    60%,
    100% {
      opacity: 0.3;
    }
    30% {
      opacity: 1;
      transform: translateY(-3px);
    }
  }
  .latest {
    position: relative;
    align-self: center;
    display: flex;
    align-items: center;
    gap: 0.35em;
    min-height: 38px;
    min-width: 38px;
    justify-content: center;
    margin-block: -46px 8px;
    padding: 0 0.6em;
    border: 1px solid var(--line);
    border-radius: 19px;
    background: var(--bubble);
    box-shadow: var(--lift);
    font-size: 0.9em;
  }
  .latest span {
    padding-inline-start: 0.35em;
  }
`,jt=[R`
  :host {
    all: initial;
    --accent: var(--daogou-accent, #c92a48);
    --on-accent: var(--daogou-on-accent, #fff);
    --panel: var(--daogou-panel, #fffdfb);
    --bubble: var(--daogou-bubble, #fff);
    --tint: var(--daogou-tint, #fdf1ec);
    --line: var(--daogou-line, #e9e2db);
    --ink: var(--daogou-ink, #23201d);
    --soft: var(--daogou-soft, #665f58);
    --good: var(--daogou-good, #1b7249);
    --warn: var(--daogou-warn, #8f4a07);
    --round: var(--daogou-radius, 22px);
    --shade: 0 1px 2px rgb(60 40 20 / 0.06), 0 4px 14px rgb(60 40 20 / 0.06);
    --lift: 0 2px 8px rgb(60 30 20 / 0.12), 0 18px 50px rgb(60 30 20 / 0.2);
    color-scheme: light;
  }
  :host([data-dark]) {
    --accent: var(--daogou-accent-dark, #ff8597);
    --on-accent: var(--daogou-on-accent-dark, #2b0a10);
    --panel: var(--daogou-panel-dark, #1c1918);
    --bubble: var(--daogou-bubble-dark, #282322);
    --tint: var(--daogou-tint-dark, #30272a);
    --line: var(--daogou-line-dark, #3d3634);
    --ink: var(--daogou-ink-dark, #f4eee9);
    --soft: var(--daogou-soft-dark, #b6aca5);
    --good: var(--daogou-good-dark, #74d6a6);
    --warn: var(--daogou-warn-dark, #f2ba73);
    --shade: 0 1px 2px rgb(0 0 0 / 0.35), 0 4px 14px rgb(0 0 0 / 0.22);
    --lift: 0 2px 8px rgb(0 0 0 / 0.4), 0 18px 50px rgb(0 0 0 / 0.5);
    color-scheme: dark;
  }
  /* Not on the host: rules of the page for all elements reach it, and would be inherited. */
  .launcher,
  .panel {
    color: var(--ink);
    font-family: var(
      --daogou-font,
      system-ui,
      -apple-system,
      "Segoe UI",
      "PingFang SC",
      "Microsoft YaHei",
      "Noto Sans CJK SC",
      "Noto Sans SC",
      sans-serif
    );
    font-size: var(--daogou-font-size, 15px);
    line-height: 1.55;
    text-align: start;
    -webkit-font-smoothing: antialiased;
    font-weight: 400;
    font-style: normal;
    letter-spacing: normal;
    text-transform: none;
    white-space: normal;
    cursor: auto;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden],
  [data-empty] {
    display: none !important;
  }
  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  button,
  textarea {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  button {
    cursor: pointer;
    touch-action: manipulation;
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .icon {
    width: 1.35em;
    height: 1.35em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.9;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  :host(:dir(rtl)) .flip {
    transform: scaleX(-1);
    transform-origin: center;
  }
  ul,
  ol {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  p,
  h2,
  h3 {
    margin: 0;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`,qt,Ht,It,Dt],Bt=6e4;class E extends Error{constructor(e,t,s){super(t),this.status=e,this.retryAfterMs=s}get passes(){return this.status===429||this.status===408||this.status>=500}get gone(){return this.status===401||this.status===404}}class Ne{constructor(e){this.base=e}shop(e){return this.call("GET",`/api/shops/${encodeURIComponent(e)}`)}item(e,t,s){return this.call("GET",`/api/shops/${encodeURIComponent(e)}/items/${encodeURIComponent(t)}?locale=${s}`)}open(e,t,s){return this.call("POST","/api/sessions",null,{...e&&{shop:e},locale:t,visitor:s})}async say(e,t){return(await this.call("POST",T(e,"/messages"),e,t)).messages}async history(e){return(await this.call("GET",T(e,"/messages"),e)).messages}handoff(e){return this.call("GET",T(e,"/handoff"),e)}speak(e,t){return this.call("PATCH",T(e,""),e,{locale:t})}async channels(){return(await this.call("GET","/api/channels")).channels}link(e,t){return this.call("POST",T(e,"/links"),e,{channel:t})}erase(e){return this.call("DELETE",T(e,""),e)}async events(e,t,s){const o={Accept:"text/event-stream",Authorization:`Bearer ${e.token}`};t&&(o["Last-Event-ID"]=t);const r=await fetch(this.base+T(e,"/events"),{headers:o,signal:s,cache:"no-store"});if(!r.ok||!r.body)throw await Re(r);return r.body}address(e){if(!e)return null;try{const t=new URL(e,`${this.base}/`);return t.protocol==="https:"||t.protocol==="http:"?t.href:null}catch{return null}}async call(e,t,s=null,o){const r={Accept:"application/json"};o!==void 0&&(r["Content-Type"]="application/json"),s&&(r.Authorization=`Bearer ${s.token}`);const n=new AbortController,l=setTimeout(()=>n.abort(),Bt);try{const a=await fetch(this.base+t,{method:e,headers:r,signal:n.signal,credentials:"omit",body:o===void 0?void 0:JSON.stringify(o)});if(!a.ok)throw await Re(a);return a.status===204?void 0:await a.json()}finally{clearTimeout(l)}}}function T(i,e){return`/api/sessions/${encodeURIComponent(i.session_id)}${e}`}async function Re(i){const e=await i.json().catch(()=>({})),t=typeof e.detail=="string"?e.detail:i.statusText||String(i.status);return new E(i.status,t,(Number(i.headers.get("Retry-After"))||0)*1e3)}async function*Wt(i){const e=i.getReader(),t=new TextDecoder;let s="",o={id:"",type:"message",data:[]};try{for(;;){const{value:r,done:n}=await e.read();if(n)return;s+=t.decode(r,{stream:!0});const l=s.split(/\r\n|\n|\r(?!$)/);s=l.pop()??"";let a=!1;for(const d of l){if(d===""){o.data.length&&(a=!0,yield{id:o.id,type:o.type,data:o.data.join(`
`)}),o={id:"",type:"message",data:[]};continue}const g=d.indexOf(":"),u=g<0?d:d.slice(0,g),p=g<0?"":d.slice(g+1).replace(/^ /,"");u==="data"?o.data.push(p):u==="id"?o.id=p:u==="event"&&(o.type=p)}a||(yield null)}}finally{e.cancel().catch(()=>{})}}class ze{constructor(){this.finish=null}wait(e){return new Promise(t=>{const s=setTimeout(t,e);this.finish=()=>{clearTimeout(s),t()}})}end(){this.finish?.(),this.finish=null}}const Le=45e3,Gt=15e3,Vt=5e3;class Yt{constructor(e,t){this.gateway=e,this.ears=t,this.current=null,this.pause=new ze}get following(){return this.current!==null}start(e,t){this.stop();const s=this.current=new AbortController;this.run(e,t,s.signal)}stop(){this.current?.abort(),this.current=null,this.pause.end()}wake(){this.pause.end()}async run(e,t,s){for(let o=0;!s.aborted;){let r=!1;try{r=await this.listen(e,await t(),s)}catch(l){if(s.aborted)return;if(l instanceof E&&l.gone)return this.ears.onGone("gone")}if(s.aborted)return;this.ears.onLine(!1),o=r?0:o+1;const n=o?Math.min(500*2**(o-1),Gt):100;await this.pause.wait(n*(.5+Math.random()/2))}}async listen(e,t,s){const o=new AbortController,r=()=>o.abort();s.addEventListener("abort",r);let n=setTimeout(r,Le),l=!1;const a=performance.now();try{for await(const d of Wt(await this.gateway.events(e,t,o.signal))){if(clearTimeout(n),n=setTimeout(r,Le),s.aborted)return l;if(d?.type==="erased")return this.ears.onGone("erased"),l;this.ears.onLine(!0),d?.type==="message"&&d.id&&(l=!0,this.ears.onMessage(JSON.parse(d.data)))}}catch(d){if(d instanceof E)throw d}finally{clearTimeout(n),s.removeEventListener("abort",r)}return l||performance.now()-a>Vt}}const Ft=15e3;class Jt{constructor(e,t,s){this.deliver=e,this.keep=t,this.changed=s,this.items=[],this.draining=!1,this.stopped=!1,this.pause=new ze}get pending(){return this.items}load(e){this.items=e.map(t=>({message:t,state:"waiting",reason:""})),this.drain()}add(e){this.items.push({message:e,state:"waiting",reason:""}),this.wrote(),this.wake()}retry(e){for(const t of this.items)t.message.message_id===e&&t.state==="refused"&&(t.state="waiting");this.wrote(),this.wake()}remove(e){const t=this.items.filter(s=>s.message.message_id!==e);t.length!==this.items.length&&(this.items=t,this.wrote())}clear(){this.items=[],this.wrote()}wake(){this.pause.end(),this.drain()}stop(){this.stopped=!0,this.pause.end()}wrote(){this.keep(this.items.map(e=>e.message)),this.changed()}async drain(){if(!this.draining){this.draining=!0;try{for(let e=0;!this.stopped;){const t=this.items.find(s=>s.state==="waiting");if(!t)return;t.state="sending",this.changed();try{await this.deliver(t.message),e=0,this.remove(t.message.message_id)}catch(s){if(s instanceof E&&!s.passes&&!s.gone){Object.assign(t,{state:"refused",reason:s.message}),this.changed();continue}t.state="waiting",this.changed(),e++;const o=s instanceof E?s.retryAfterMs:0;await this.pause.wait(o||Math.min(400*2**e,Ft)*(.5+Math.random()/2))}}}finally{this.draining=!1}}}}function De(i){return[...crypto.getRandomValues(new Uint8Array(i))].map(e=>e.toString(16).padStart(2,"0")).join("")}const Kt=2e4;class Qt{constructor(e){this.watcher=e,this.timer=0,this.back=()=>this.watcher.onReturn(),this.leave=()=>this.watcher.onLeave(),this.offline=()=>this.watcher.onOffline(),this.storage=t=>this.watcher.onStorage(t),this.visible=()=>{clearTimeout(this.timer),document.hidden?this.timer=window.setTimeout(this.leave,Kt):this.back()}}start(){this.listen("addEventListener")}stop(){clearTimeout(this.timer),this.listen("removeEventListener")}listen(e){window[e]("online",this.back),window[e]("offline",this.offline),window[e]("pageshow",this.back),window[e]("pagehide",this.leave),window[e]("storage",this.storage),document[e]("visibilitychange",this.visible)}}class Xt{constructor(){this.list=[],this.ids=new Set}get messages(){return this.list}get last(){return this.list[this.list.length-1]}has(e){return this.ids.has(e)}add(e){return this.ids.has(e.id)?!1:(this.ids.add(e.id),this.list=[...this.list,e],!0)}merge(e){const t=new Set(e.map(o=>o.id)),s=e.filter(o=>!this.ids.has(o.id));this.list=[...e,...this.list.filter(o=>!t.has(o.id))];for(const o of s)this.ids.add(o.id);return s}clear(){this.list=[],this.ids.clear()}}const He={state:"bot",place:null,wait_s:null,agent:null,cancel:null},Zt=[],es=5e3,qe=1500,ts=25e3,ss=1500;class is{constructor(e,t,s,o,r){this.gateway=e,this.store=t,this.shop=s,this.locale=o,this.listener=r,this.record=new Xt,this.pictures=new Map,this.session=null,this.handoff=He,this.online=!0,this.arrived=new Map,this.opening=null,this.caughtUp=!0,this.n_asked=0,this.awaitedUntil=0,this.lookTimer=0,this.awayTimer=0,this.follower=new Yt(e,{onMessage:n=>this.record.add(n)&&this.noted([n],!0),onLine:n=>this.line(n),onGone:n=>{this.lose(),r.ended(n)}}),this.outbox=new Jt(n=>this.deliver(n),n=>t.unsent=n,()=>r.changed([])),this.presence=new Qt({onReturn:()=>this.back(),onLeave:()=>this.follower.stop(),onOffline:()=>this.line(!1),onStorage:n=>this.otherTab(n)})}get pending(){return this.outbox.pending}get answering(){return this.handoff.state==="assigned"?!1:this.pending.some(e=>e.state==="sending")?!0:this.record.last?.role==="user"&&(this.n_asked>0||Date.now()<this.awaitedUntil)}get replies(){const e=this.record.last;return this.pending.length||!e||e.role==="user"?Zt:e.quick_replies}resume(){this.presence.start();const e=this.store.unsent;this.adopt(this.store.session),this.outbox.load(e)}say(e,t={}){const s={message_id:Ie(),text:e,...t};t.image&&this.pictures.set(s.message_id,t.image),this.outbox.add(s),this.follower.wake()}retry(e){this.outbox.retry(e)}discard(e){this.outbox.remove(e)}speak(e){const t=this.session;!t||t.locale===e||this.gateway.speak(t,e).then(()=>this.session===t&&(this.session=this.store.session={...t,locale:e}),()=>{})}startOver(){const{session:e,handoff:t}=this;if(e&&t.cancel){const s={message_id:Ie(),text:"",payload:t.cancel};this.gateway.say(e,s).catch(()=>{})}this.lose(),this.outbox.clear()}async erase(){if(this.session)try{await this.gateway.erase(this.session)}catch(e){if(!(e instanceof E&&e.gone))throw e}this.store.forgetVisitor(),this.lose(),this.outbox.clear()}close(){this.presence.stop(),this.follower.stop(),this.outbox.stop(),clearTimeout(this.lookTimer),clearTimeout(this.awayTimer)}deliver(e){const t=e.message_id,s=new Promise(o=>this.arrived.set(t,o));return Promise.race([this.post(e,s),s]).finally(()=>this.arrived.delete(t))}async post(e,t){const s=await this.ensure();this.n_asked++;try{const o=await this.gateway.say(s,e);await Promise.race([t,os(qe)]),this.record.has(e.message_id)||await this.sync(s,!0),setTimeout(()=>void this.check(s,o),qe)}catch(o){throw o instanceof E&&o.gone&&this.session===s&&(this.lose(),this.listener.ended("gone")),o}finally{this.n_asked--,this.listener.changed([])}}async check(e,t){this.session!==e||t.every(s=>this.record.has(s.id))||await this.sync(e,!0).catch(()=>{})}async sync(e,t){const s=await this.gateway.history(e);this.session===e&&this.noted(this.record.merge(s),t)}noted(e,t){for(const s of e)this.outbox.remove(s.id),this.arrived.get(s.id)?.();t&&e.some(s=>s.role!=="user"&&(s.role!=="bot"||s.act==="handoff"))&&this.look(),this.listener.changed(t?e:[])}ensure(){return this.session?Promise.resolve(this.session):(this.opening??=this.gateway.open(this.shop,this.locale(),this.store.visitor).then(e=>(this.session=this.store.session=e,this.follow(),e)).finally(()=>this.opening=null),this.opening)}adopt(e){this.session=e,this.caughtUp=e===null,e&&this.follow(),this.listener.changed([])}follow(){const e=this.session;e&&this.follower.start(e,async()=>(this.caughtUp||(await this.sync(e,!1),this.caughtUp=!0,this.record.last?.role==="user"&&this.await(ts),this.look()),this.record.last?.id??null))}line(e){if(clearTimeout(this.awayTimer),e!==this.online)if(e)this.online=!0,this.outbox.wake(),this.look(),this.listener.changed([]);else{const t=()=>{this.online=!1,this.listener.changed([])};navigator.onLine?this.awayTimer=window.setTimeout(t,ss):t()}}async look(){const e=this.session;if(!e)return;try{const s=await this.gateway.handoff(e);if(this.session!==e)return;this.handoff=s,this.listener.changed([])}catch{}clearTimeout(this.lookTimer),["requested","assigned","writing"].includes(this.handoff.state)&&!document.hidden&&(this.lookTimer=window.setTimeout(()=>void this.look(),es))}await(e){this.awaitedUntil=Date.now()+e,setTimeout(()=>this.listener.changed([]),e+50)}back(){navigator.onLine&&(this.follower.following||this.follow(),this.follower.wake(),this.outbox.wake(),this.look())}otherTab(e){const t=this.store.session;!this.store.concerns(e)||t?.session_id===this.session?.session_id||(this.reset(),this.adopt(t))}lose(){this.reset(),this.store.forget(),this.store.unsent=this.outbox.pending.map(e=>e.message),this.listener.changed([])}reset(){this.follower.stop(),this.session=null,this.record.clear(),this.handoff=He,this.online=!0,clearTimeout(this.lookTimer),clearTimeout(this.awayTimer)}}const Ie=()=>`w-${De(12)}`,os=i=>new Promise(e=>setTimeout(e,i));class je{constructor(e,t){this.prefix=`daogou|${e}|${t}|`}get session(){const e=P(y(),this.prefix+"session");return e?.session_id&&e.token?e:null}set session(e){C(y(),this.prefix+"session",e)}get unsent(){const e=P(y(),this.prefix+"unsent");return Array.isArray(e)?e:[]}set unsent(e){C(y(),this.prefix+"unsent",e.length?e:null)}get visitor(){const e=this.prefix+"visitor",t=P(y(),e);if(t)return t;const s=De(24);return C(y(),e,s),s}forgetVisitor(){C(y(),this.prefix+"visitor",null)}get read(){return P(y(),this.prefix+"read")}set read(e){C(y(),this.prefix+"read",e)}get open(){return P(Be(),this.prefix+"open")}set open(e){C(Be(),this.prefix+"open",e)}get choices(){return P(y(),"daogou|choices")??{}}set choices(e){C(y(),"daogou|choices",e)}concerns(e){return e.key===null||e.key===this.prefix+"session"}forget(){this.session=null,this.unsent=[],this.read=null}}function y(){try{return window.localStorage}catch{return null}}function Be(){try{return window.sessionStorage}catch{return null}}function P(i,e){try{return JSON.parse(i?.getItem(e)??"null")}catch{return null}}function C(i,e,t){try{t===null?i?.removeItem(e):i?.setItem(e,JSON.stringify(t))}catch{}}const w=i=>c`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${i}</svg>`,rs=w(b`<path d="M12 3.5c-5 0-9 3.4-9 7.7 0 2.4 1.3 4.6 3.3 6l-.6 3.3 3.7-1.8c.8.2 1.7.3 2.6.3 5 0 9-3.4 9-7.8s-4-7.7-9-7.7z" fill="currentColor" stroke="none"/><g class="dots"><circle cx="8" cy="11.3" r="1.25"/><circle cx="12" cy="11.3" r="1.25"/><circle cx="16" cy="11.3" r="1.25"/></g>`),We=w(b`<path d="M6 8h12l.9 10.2a2.5 2.5 0 0 1-2.5 2.8H7.6a2.5 2.5 0 0 1-2.5-2.8z" fill="currentColor" stroke="none"/><path d="M8.8 8V6.7a3.2 3.2 0 0 1 6.4 0V8"/><g class="face"><circle cx="9.6" cy="13" r="1"/><circle cx="14.4" cy="13" r="1"/><path d="M9.4 15.7c1.4 1.5 3.8 1.5 5.2 0"/></g>`),Ge=w(b`<path d="m6 6 12 12M18 6 6 18"/>`),Ve=w(b`<path d="m6 9 6 6 6-6"/>`),ns=w(b`<g fill="currentColor" stroke="none"><circle cx="12" cy="5" r="1.7"/><circle cx="12" cy="12" r="1.7"/><circle cx="12" cy="19" r="1.7"/></g>`),as=w(b`<path d="M4 12 20.5 4.2 15.6 20.2l-3.9-6.5z" fill="currentColor" stroke-width="1.2"/>`),ls=w(b`<rect x="3.5" y="4.5" width="17" height="15" rx="3"/><circle cx="8.8" cy="9.6" r="1.6"/><path d="m4 17 4.8-4.5 3.4 3 3.6-4.2L20 16"/>`),re=w(b`<circle cx="12" cy="8.2" r="3.7"/><path d="M4.8 20c.6-4 3.4-6.2 7.2-6.2s6.6 2.2 7.2 6.2"/>`),cs=w(b`<path d="M12 20S4 15.4 4 9.6C4 7 6 5 8.3 5c1.6 0 2.9.8 3.7 2.1C12.8 5.8 14.1 5 15.7 5 18 5 20 7 20 9.6 20 15.4 12 20 12 20z"/>`),hs=w(b`<path class="flip" d="m14.5 6-6 6 6 6"/>`),ds=w(b`<path class="flip" d="m9.5 6 6 6-6 6"/>`),us=w(b`<path d="M5 12a7 7 0 1 0 2.3-5.2M5 4.5v3.8h3.8"/>`),ps=w(b`<path d="M5 7h14M10 7V4.8h4V7M7 7l.8 12.2h8.4L17 7M10.4 10.5v5.5M13.6 10.5v5.5"/>`),gs=w(b`<circle cx="12" cy="12" r="8"/><path d="M4 12h16M12 4c2.6 2.3 3.7 5 3.7 8s-1.1 5.7-3.7 8c-2.6-2.3-3.7-5-3.7-8S9.4 6.3 12 4z"/>`),fs=w(b`<path d="M19.5 14.2A8 8 0 0 1 9.8 4.5a8 8 0 1 0 9.7 9.7z"/>`),ms=w(b`<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>`),bs=w(b`<path d="M20.5 4 3.5 11l5.5 2.2L18 7l-6.5 7.5 5.5 4z"/>`),ne=i=>w(b`<circle cx="12" cy="12" r="9"/><g fill="currentColor" stroke="none"><circle cx="9" cy="10" r="1.2"/><circle cx="15" cy="10" r="1.2"/></g><path d=${i}/>`),Ye={1:ne("M8.5 16.2c1.8-2 5.2-2 7 0"),2:ne("M8.5 15.3h7"),3:ne("M8.3 14.2c1.8 2.6 5.6 2.6 7.4 0")},ws=3;function ys(i,e){const{words:t}=e,s=c`<ul
    class="cards ${i.length===1?"one":""}"
    tabindex=${i.length===1?h:0}
    aria-label=${t.goods}
    @scroll=${o=>Fe(o.currentTarget)}
  >
    ${ie(i,o=>o.item_id,(o,r)=>$s(o,r,i.length,e))}
  </ul>`;return i.length===1?s:c`<div class="carousel" role="group" aria-roledescription=${t.carousel} aria-label=${t.goods}>
    ${s}
    <button type="button" class="turn-page back" aria-label=${t.previous} @click=${Je(-1)}>${hs}</button>
    <button type="button" class="turn-page forth" aria-label=${t.next} @click=${Je(1)}>${ds}</button>
  </div>`}function Fe(i){const e=i.parentElement;if(!e?.classList.contains("carousel"))return;const t=Math.abs(i.scrollLeft),s=i.scrollWidth-i.clientWidth,[o,r]=[e.querySelector(".back"),e.querySelector(".forth")];o&&(o.hidden=t<8),r&&(r.hidden=t>s-8)}function Je(i){return e=>{const t=e.currentTarget.parentElement?.querySelector(".cards");if(!t)return;const s=getComputedStyle(t).direction==="rtl"?-i:i;t.scrollBy({left:s*Math.max(160,t.clientWidth*.7)})}}function $s(i,e,t,s){const{words:o}=s,r=s.page(i),n=r!==null&&s.own(r),l=r?c`<a
        href=${r}
        target=${n?h:"_blank"}
        rel=${n?h:"noopener noreferrer nofollow"}
        @click=${d=>s.opened(i,d)}
        >${i.title}</a
      >`:i.title,a=s.category(i);return c`<li class="card" part="card">
    <div class="picture">
      ${vs(i,s)} ${t>1?c`<span class="rank" aria-hidden="true">${e+1}</span>`:h}
      <button
        type="button"
        class="wish"
        aria-label=${o.wishOf(i.title)}
        title=${o.wish}
        @click=${()=>s.wished(i)}
      >
        ${cs}
      </button>
    </div>
    <div class="about">
      <p class="name" dir="auto">${l}</p>
      <p class="price">${xs(i,s)}</p>
      ${a?c`<p class="kind">${a}</p>`:h}
      ${i.reasons.length?c`<ul class="reasons">
            ${i.reasons.slice(0,ws).map(d=>c`<li dir="auto">${d}</li>`)}
          </ul>`:h}
      <button type="button" class="choose" aria-label=${o.chooseOf(i.title)} @click=${()=>s.chosen(i)}>
        ${o.choose}
      </button>
    </div>
  </li>`}function vs(i,e){const t=e.picture(i),s=c`<span class="blank" aria-hidden="true">${[...i.title][0]??"?"}</span>`;if(!t)return s;const o=r=>r.target.hidden=!0;return c`${s}<img src=${t} alt=${i.title} loading="lazy" decoding="async" @error=${o} />`}function xs(i,{words:e,locale:t}){if(typeof i.price!="number")return e.price;const s=Number.isInteger(i.price)?0:2,o={minimumFractionDigits:s,maximumFractionDigits:s};try{return new Intl.NumberFormat(t==="zh"?"zh-CN":"en",{...o,style:"currency",currency:i.currency||"CNY",currencyDisplay:"narrowSymbol"}).format(i.price)}catch{return`${i.price} ${i.currency}`}}const Ke=["image/png","image/jpeg","image/webp"],ks=25e6,_s=1280,As=7e5;class N extends Error{constructor(e){super(e),this.trouble=e}}async function Ss(i){if(!Ke.includes(i.type))throw new N("pictureType");if(i.size>ks)throw new N("pictureLarge");let e;try{e=await createImageBitmap(i)}catch{throw new N("pictureBroken")}const t=Math.min(1,_s/Math.max(e.width,e.height));if(t===1&&i.size<=As&&i.type!=="image/webp")return e.close(),Es(i);const s=document.createElement("canvas");s.width=Math.max(1,Math.round(e.width*t)),s.height=Math.max(1,Math.round(e.height*t));const o=s.getContext("2d");if(!o)throw new N("pictureBroken");return o.fillStyle="#fff",o.fillRect(0,0,s.width,s.height),o.drawImage(e,0,0,s.width,s.height),e.close(),s.toDataURL("image/jpeg",.85)}function Es(i){return new Promise((e,t)=>{const s=new FileReader;s.onload=()=>e(String(s.result)),s.onerror=()=>t(new N("pictureBroken")),s.readAsDataURL(i)})}class Ts{constructor(e,t){this.host=e,this.words=t,this.image="",this.trouble="",this.empty=!0,this.typed=()=>{const s=this.box;if(!s)return;s.style.height="auto",s.style.height=`${s.scrollHeight}px`;const o=!s.value.trim();o!==this.empty&&(this.empty=o,this.host.requestUpdate())},this.key=s=>{s.isComposing||s.keyCode===229||(s.key==="Enter"&&!s.shiftKey?(s.preventDefault(),this.submit(s)):s.key==="ArrowUp"&&!this.box?.value&&this.host.toReplies()&&s.preventDefault())},this.submit=s=>{s.preventDefault();const o=this.box?.value.trim()??"",r=this.image;!o&&!r||(this.box&&(this.box.value=""),this.image=this.trouble="",this.typed(),this.host.requestUpdate(),this.host.send(o,r))},this.choose=()=>{this.host.shadow.querySelector('input[type="file"]')?.click()},this.chosen=s=>{const o=s.target,r=o.files?.[0];o.value="",r&&this.take(r)},this.drop=()=>{this.image="",this.host.requestUpdate(),this.focus()},e.addController(this)}hostConnected(){}focus(){this.box?.focus()}view(e,t,s){const o=this.words();return c`<form
      class="composer"
      part="composer"
      autocomplete="off"
      @submit=${this.submit}
      @paste=${r=>this.files(r,r.clipboardData)}
    >
      ${e?c`<p class="viewing">
            ${t?c`<img src=${t} alt="" />`:h}
            <span class="soft">${o.viewing}</span><span class="title" dir="auto">${e.title}</span>
            <button type="button" class="tiny" aria-label=${o.viewingOff} title=${o.viewingOff} @click=${()=>this.host.leaveItem()}>
              ${Ge}
            </button>
          </p>`:h}
      ${this.image?c`<p class="attached">
            <img src=${this.image} alt=${o.pictureReady} />
            <button type="button" class="tiny" aria-label=${o.pictureRemove} title=${o.pictureRemove} @click=${this.drop}>${Ge}</button>
          </p>`:h}
      ${this.trouble?c`<p class="trouble" role="alert">${this.trouble}</p>`:h}
      <div class="line">
        <input type="file" accept=${Ke.join(",")} hidden @change=${this.chosen} />
        <button type="button" class="tool" aria-label=${o.attach} title=${o.attach} @click=${this.choose}>${ls}</button>
        <textarea
          rows="1"
          maxlength="2000"
          enterkeyhint="send"
          aria-label=${o.text}
          placeholder=${s?o.placeholderPerson(s):o.placeholder}
          @input=${this.typed}
          @keydown=${this.key}
        ></textarea>
        <button type="submit" class="send" part="send" aria-label=${o.send} title=${o.send} ?disabled=${this.empty&&!this.image}>
          ${as}
        </button>
      </div>
    </form>`}files(e,t){const s=[...t?.files??[]].find(o=>o.type.startsWith("image/"));return s?(e.preventDefault(),this.take(s),!0):!1}get box(){return this.host.shadow.querySelector("textarea")}async take(e){try{this.image=await Ss(e),this.trouble="",this.host.tell(this.words().pictureReady)}catch(t){if(!(t instanceof N))throw t;this.trouble=this.words()[t.trouble]}this.host.requestUpdate(),this.focus()}}function Cs(i,e,t){return c`<button
    type="button"
    class="launcher"
    part="launcher"
    aria-haspopup="dialog"
    aria-label=${i?e.openUnread(i):e.open}
    @click=${t}
  >
    ${rs} ${i?c`<span class="badge" part="badge" aria-hidden="true">${i>9?"9+":i}</span>`:h}
  </button>`}function Os(i,e,t,s,o,r,n){const l=(a,d,g)=>c`<button type="button" role="menuitem" tabindex="-1" @click=${u=>(Qe(u),g())}>${a}${d}</button>`;return c`<div class="header" part="header">
    ${t?c`<span class="logo initial" aria-hidden="true">${[...t][0]}</span>`:c`<span class="logo">${We}</span>`}
    <div class="names">
      <h2 id="title" tabindex="-1">${t?r.agentNamed(t):i}</h2>
      <p class="state ${e?"":"down"}" role="status">${e?t?i:r.online:r.away}</p>
    </div>
    <slot name="header"></slot>
    <details class="menu" @toggle=${a=>Us(a)&&n.opened()} @keydown=${Ns} @focusout=${Ps}>
      <summary class="tool" aria-label=${r.menu} title=${r.menu} aria-haspopup="menu">${ns}</summary>
      <div class="sheet" role="menu" aria-label=${r.menu}>
        ${l(re,r.person,n.person)}
        ${o.map(a=>l(bs,r.goOn(a.title),()=>n.goOn(a)))} ${l(us,r.restart,n.restart)}
        ${l(gs,r.language,n.language)} ${l(fs,s?r.light:r.dark,n.theme)}
        ${l(ps,r.erase,n.erase)}
      </div>
    </details>
    ${n.close?c`<button type="button" class="tool" aria-label=${r.close} title=${r.close} @click=${n.close}>${Ve}</button>`:h}
  </div>`}function Ms(i){return i.target.closest("details")}function Qe(i){const e=Ms(i);e&&(e.open=!1,e.querySelector("summary")?.focus())}function Us(i){const e=i.currentTarget;return e.open&&e.querySelector('[role="menuitem"]')?.focus(),e.open}function Ps(i){const e=i.currentTarget;e.contains(i.relatedTarget)||(e.open=!1)}function Ns(i){const e=i.currentTarget;if(!e.open)return;if(i.key==="Escape")return i.stopPropagation(),i.preventDefault(),Qe(i);const t=[...e.querySelectorAll('[role="menuitem"]')],s=t.indexOf(i.target),o={ArrowDown:s+1,ArrowUp:s-1+t.length,Home:0,End:t.length-1}[i.key];o!==void 0&&(t[o%t.length]?.focus(),i.preventDefault())}function Rs(i,e,t){const s=i.wait_s===null?"":e.wait(i.wait_s),r={requested:()=>c`${ms}
      <p><strong>${i.place?e.queued(i.place):e.queuedNoPlace}</strong>${s?c`<span>${s}</span>`:h}</p>
      ${i.cancel?c`<button type="button" class="small" @click=${t}>${e.leaveQueue}</button>`:h}`,assigned:()=>c`<span class="initial" aria-hidden="true">${[...i.agent??""][0]??"·"}</span>
      <p><strong>${e.personHere(i.agent??"")}</strong><span>${e.personSub}</span></p>`,writing:()=>c`${re}<p><strong>${e.writing}</strong></p>`,left:()=>c`${re}<p><span>${e.left}</span></p>`}[i.state];return c`<div class="person" role="status" ?data-empty=${!r}>${r?r():h}</div>`}function zs(i,e,t,s){return c`<section class="welcome" aria-label=${t.starters}>
    <span class="logo big">${We}</span>
    <h3>${i?t.helloItem:t.hello}</h3>
    <p>${t.intro}</p>
    <ul class="replies" aria-label=${t.starters}>
      ${e.map(o=>c`<li><button type="button" class="reply" part="reply" @click=${()=>s(o)}>${o}</button></li>`)}
    </ul>
  </section>`}function Ls(i,e){return c`<dialog class="question erase" role="alertdialog" aria-labelledby="ask" aria-describedby="hint">
    <h3 id="ask">${i.eraseAsk}</h3>
    <p id="hint">${i.eraseHint}</p>
    <div class="answers">
      <button type="button" class="small" @click=${F}>${i.cancel}</button>
      <button type="button" class="small bad" @click=${t=>(F(t),e())}>${i.eraseYes}</button>
    </div>
  </dialog>`}function Ds(i,e,t){const s=i?Math.max(1,Math.round((Date.parse(i.expires_at)-Date.now())/6e4)):0;return c`<dialog class="question go-on" aria-labelledby="go-on" aria-describedby="go-on-hint">
    <h3 id="go-on">${t.goOnAsk}</h3>
    <p id="go-on-hint">${t.goOnHint(s)}</p>
    <div class="answers">
      <button type="button" class="small" @click=${F}>${t.stay}</button>
      ${i&&e?c`<a class="small bad" href=${i.url} target="_blank" rel="noopener noreferrer" @click=${F}>${t.goOn(e.title)}</a>`:h}
    </div>
  </dialog>`}function F(i){i.target.closest("dialog")?.close()}const ae=/^\s*([-*•]|\d{1,2}[.)、])\s+/,Xe=i=>/^\s*\|.*\|\s*$/.test(i),Hs=i=>i!==void 0&&/^\s*\|?\s*:?-{2,}/.test(i),Ze=i=>i.trim().replace(/^\||\|$/g,"").split("|").map(e=>e.trim());function qs(i,e){const t=i.replaceAll("\r","").split(`
`),s=[];let o=[];const r=()=>{o.length&&s.push(c`<p>${o.map((n,l)=>[l?c`<br />`:h,B(n)])}</p>`),o=[]};for(let n=0;n<t.length;){const l=t[n];if(Xe(l)&&Hs(t[n+1])){r();const a=[];for(n+=2;n<t.length&&Xe(t[n]);n++)a.push(Ze(t[n]));s.push(Is(Ze(l),a,e))}else if(ae.test(l)){r();const a=/^\s*\d/.test(l),d=[];for(;n<t.length&&ae.test(t[n]);n++)d.push(c`<li>${B(t[n].replace(ae,""))}</li>`);s.push(a?c`<ol>${d}</ol>`:c`<ul>${d}</ul>`)}else l.trim()?o.push(l):r(),n++}return r(),s}function Is(i,e,t){const s=r=>r?c`<th scope="col">${B(r)}</th>`:c`<td></td>`,o=r=>c`<tr>
      ${i.map((n,l)=>l?c`<td>${B(r[l]??"")}</td>`:c`<th scope="row">${B(r[0]??"")}</th>`)}
    </tr>`;return c`<div class="scroll" tabindex="0" role="region" aria-label=${t}>
    <table>
      <thead>
        <tr>
          ${i.map(s)}
        </tr>
      </thead>
      <tbody>
        ${e.map(o)}
      </tbody>
    </table>
  </div>`}function B(i){return i.split(/(\*\*[^*]+\*\*|`[^`]+`)/).map(e=>/^\*\*.+\*\*$/.test(e)?c`<strong>${e.slice(2,-2)}</strong>`:/^`.+`$/.test(e)?c`<code>${e.slice(1,-1)}</code>`:e)}function js(i,e,t){const{words:s}=t;if(i.role==="user")return et(i.id,i.text,h,t);const o=i.role==="agent"?s.agentNamed(t.writer(i.id))||s.agent:s.guide;return c`<li class="turn ${i.role}" part="message" data-id=${i.id}>
    ${i.role==="agent"?c`<span class="who"><span class="initial" aria-hidden="true">${[...t.writer(i.id)][0]??"·"}</span>${o}</span>`:i.role==="bot"?c`<span class="sr">${o}</span>`:h}
    <div class="bubble" part="bubble" dir="auto">
      ${qs(i.text,s.table)}
      ${i.degraded&&i.act!=="sorry"?c`<p class="note">${s.degraded}</p>`:h}
    </div>
    ${i.items.length?ys(i.items,t):h} ${e.length?Ws(e,t):h}
  </li>`}function Bs({message:i,state:e,reason:t},s,o){const{words:r}=s,n=i.message_id,l=e==="refused"?c`<span class="status bad"
          >${r.refused}${t}
          <button type="button" class="small" @click=${()=>s.retried(n)}>${r.retry}</button>
          <button type="button" class="small" @click=${()=>s.discarded(n)}>${r.discard}</button></span
        >`:e==="waiting"||o?c`<span class="status"
            >${r.waiting}
            <button type="button" class="small" @click=${()=>s.discarded(n)}>${r.discard}</button></span
          >`:c`<span class="status sr">${r.sending}</span>`;return et(n,i.text,l,s)}function et(i,e,t,s){const o=s.sentPicture(i);return c`<li class="turn user ${t===h?"":"unsent"}" part="message" data-id=${i}>
    <span class="sr">${s.words.you}</span>
    ${o?c`<img class="sent" src=${o} alt=${s.words.pictureSent} />`:h}
    ${e&&!(o&&/^\[(图片|picture)\]$/.test(e))?c`<div class="bubble" part="bubble" dir="auto">${e}</div>`:h}
    ${t}
  </li>`}function Ws(i,e){const t=i.map(Gs),s=t.every(o=>o>0);return c`<ul
    class="replies ${s?"rating":""}"
    aria-label=${s?e.words.rate:e.words.replies}
    @keydown=${Vs}
  >
    ${i.map((o,r)=>c`<li>
          <button type="button" class="reply" part="reply" data-score=${t[r]||h} @click=${()=>e.pressed(o)}>
            ${Ye[t[r]]??h}${o.title}
          </button>
        </li>`)}
  </ul>`}function Gs(i){if(!i.payload.includes('"rate"'))return 0;try{const{handoff:e,score:t}=JSON.parse(i.payload);return e==="rate"&&Ye[t]?t:0}catch{return 0}}function Vs(i){const e={ArrowRight:1,ArrowDown:1,ArrowLeft:-1,ArrowUp:-1}[i.key];if(!e)return;const t=i.currentTarget,s=[...t.querySelectorAll("button")],o=s.findIndex(l=>l===i.target),n=(i.key==="ArrowRight"||i.key==="ArrowLeft")&&getComputedStyle(t).direction==="rtl"?-1:1;s[o+e*n]?.focus(),i.preventDefault()}const tt=80;class Ys{constructor(e){this.host=e,this.n_below=0,this.atEnd=!0,this.held=!1,this.to=null,this.sizes=new ResizeObserver(()=>this.atEnd&&!this.held&&this.jump()),this.watched=null,this.scrolled=()=>{const t=this.box;if(!t)return;const s=t.scrollHeight-t.scrollTop-t.clientHeight,o=s<tt;s<2&&(this.held=!1),o!==this.atEnd&&(this.atEnd=o,o&&(this.n_below=0),this.host.requestUpdate())},e.addController(this)}hostConnected(){}hostDisconnected(){this.sizes.disconnect(),this.watched=null}came(e){const t=e.filter(s=>s.role!=="user");this.atEnd?this.to=t[0]?.id??"":this.n_below+=t.length}toEnd(){this.to="",this.atEnd=!0,this.n_below=0,this.host.requestUpdate()}hostUpdated(){const[e,t]=[this.box,this.host.shadow.querySelector(".log")];if(t!==this.watched&&(this.sizes.disconnect(),t&&this.sizes.observe(t),e&&this.sizes.observe(e),this.watched=t,this.atEnd&&this.jump()),this.to===null||!e)return;const s=this.to&&e.querySelector(`[data-id="${CSS.escape(this.to)}"]`);this.to=null;const o=s&&e.scrollHeight-s.offsetTop>e.clientHeight-tt/2;this.held=!!o,o?(this.atEnd=!1,e.scrollTop=s.offsetTop-12):(this.atEnd=!0,this.jump())}get away(){return!this.atEnd}get box(){return this.host.shadow.querySelector(".scroller")}jump(){const e=this.box;e&&(e.scrollTop=e.scrollHeight)}}const st=20*6e4;function Fs(i,e,t){const s=Date.parse(i.at);return Number.isNaN(s)||e&&s-Date.parse(e.at)<st||!e&&Date.now()-s<st?h:c`<li class="time"><time datetime=${i.at}>${Js(new Date(s),t)}</time></li>`}function Js(i,e){const t=i.toLocaleTimeString(e.lang,{hour:"2-digit",minute:"2-digit"}),s=new Date().setHours(0,0,0,0);return i.getTime()>=s?`${e.today} ${t}`:i.getTime()>=s-864e5?`${e.yesterday} ${t}`:`${i.toLocaleDateString(e.lang,{month:"short",day:"numeric"})} ${t}`}const Ks={zh:{lang:"zh-CN",guide:"导购",open:"和导购聊聊",openUnread:i=>`和导购聊聊，${i}条新消息`,close:"收起",menu:"更多",online:"在线",away:"连接断开，正在重连…",restart:"重新开始",erase:"清除我的数据",eraseAsk:"清除这段对话的全部数据？",eraseHint:"对话、心愿和图片都会从店里删除，不能恢复。",eraseYes:"清除",cancel:"不清除",erased:"数据已清除。",gone:"之前的对话已不在了，从这里重新开始。",eraseFailed:"没能清除：",language:"English",dark:"深色",light:"浅色",person:"找人工客服",personAsk:"转人工",text:"输入消息",placeholder:"说说用途、预算、喜好…",placeholderPerson:i=>`对${i}说…`,send:"发送",typing:"正在输入",latest:"跳到最新",fresh:i=>`${i}条新消息`,sending:"发送中",waiting:"等网络恢复后发送",refused:"没能发送：",retry:"重试",discard:"删除",degraded:"刚才有一步没成功，这是简化的回答",hello:"想找点什么？",intro:"告诉我给谁用、怎么用、预算多少；不喜欢的也可以说。我只说商品资料里有的。",recommend:i=>`推荐${i}`,ways:["有什么推荐的？","有哪些品类？","有哪些品牌？"],helloItem:"正在看这款？",itemWays:["这款怎么样？","大家怎么评价？","有更便宜的吗？"],starters:"可以这样问",price:"价格未标",replies:"快捷回复",goods:"商品",carousel:"商品轮播",previous:"上一个",next:"下一个",of:(i,e)=>`${i}/${e}`,wish:"加入心愿单",wishOf:i=>`把${i}加入心愿单`,choose:"就要这款",chooseOf:i=>`就要${i}`,table:"对比表",you:"您",agent:"客服",agentNamed:i=>`客服 ${i}`,queued:i=>`排队中，您排第${i}位`,queuedNoPlace:"正在排队等人工客服",wait:i=>i<60?"预计不到1分钟":`预计${Math.ceil(i/60)}分钟`,leaveQueue:"取消排队",personHere:i=>`客服${i}正在为您服务`,personSub:"导购暂时不会插话",writing:"您发的下一条消息会留给客服",left:"留言已转给客服",rate:"给这次人工服务打分",attach:"发图片",picture:"图片",pictureSent:"发出的图片",pictureReady:"已选好的图片",pictureRemove:"移除图片",pictureType:"请选PNG、JPEG或WebP图片。",pictureLarge:"图片太大了，换一张小一点的。",pictureBroken:"这张图片打不开。",viewing:"正在看",viewingOff:"不谈这款",goOn:i=>`到 ${i} 接着聊`,goOnAsk:"换到Telegram接着聊",goOnHint:i=>`对话和心愿都会带过去。链接${i}分钟内有效，只能用一次，别发给别人。`,goOnFailed:"没能做好链接：",stay:"留在这里",today:"今天",yesterday:"昨天"},en:{lang:"en",guide:"Guide",open:"Chat with the guide",openUnread:i=>`Chat with the guide, ${i} new`,close:"Close the chat",menu:"More",online:"online",away:"Connection lost, reconnecting…",restart:"Start over",erase:"Clear my data",eraseAsk:"Clear everything kept of this conversation?",eraseHint:"Messages, wishes and pictures are deleted from the shop. This cannot be undone.",eraseYes:"Clear",cancel:"Keep",erased:"Your data is cleared.",gone:"The earlier conversation is no longer there; we start anew.",eraseFailed:"Could not clear: ",language:"中文",dark:"Dark",light:"Light",person:"Talk to a person",personAsk:"I want to talk to a person",text:"Your message",placeholder:"Use, budget, likes, dislikes…",placeholderPerson:i=>`Write to ${i}…`,send:"Send",typing:"typing",latest:"Go to the newest",fresh:i=>`${i} new`,sending:"Sending",waiting:"Will be sent when you are back online",refused:"Not sent: ",retry:"Try again",discard:"Delete",degraded:"One step failed just now; this is a simplified answer",hello:"What are you looking for?",intro:"Tell me who it is for, how it is used and your budget; also what you don't want. I only say what the catalogue says.",recommend:i=>`Recommend ${i}`,ways:["What do you recommend?","What categories are there?","Which brands do you have?"],helloItem:"Looking at this one?",itemWays:["How is this one?","What do reviews say?","Anything cheaper?"],starters:"Things to ask",price:"Price not stated",replies:"Quick replies",goods:"Goods",carousel:"carousel of goods",previous:"Previous",next:"Next",of:(i,e)=>`${i} of ${e}`,wish:"Add to wish list",wishOf:i=>`Add ${i} to my wish list`,choose:"Take this one",chooseOf:i=>`I take ${i}`,table:"Comparison",you:"You",agent:"Agent",agentNamed:i=>i,queued:i=>`You are number ${i} in the queue`,queuedNoPlace:"Waiting for a person",wait:i=>i<60?"less than a minute":`about ${Math.ceil(i/60)} min`,leaveQueue:"Leave the queue",personHere:i=>`You are talking to ${i}`,personSub:"The guide is silent meanwhile",writing:"What you send next is kept for the desk",left:"Your message is with the desk",rate:"Rate the help you got",attach:"Send a picture",picture:"Picture",pictureSent:"Picture you sent",pictureReady:"Picture to send",pictureRemove:"Remove the picture",pictureType:"Please choose a PNG, JPEG or WebP picture.",pictureLarge:"The picture is too large; choose a smaller one.",pictureBroken:"This picture cannot be opened.",viewing:"Looking at",viewingOff:"Not about this one",goOn:i=>`Go on in ${i}`,goOnAsk:"Go on in Telegram",goOnHint:i=>`The conversation and your wishes come along. The link is good for ${i} minutes and works once; give it to nobody.`,goOnFailed:"No link could be made: ",stay:"Stay here",today:"today",yesterday:"yesterday"}},Qs="(max-width: 560px)",Xs=[],Zs=3,ei=JSON.stringify({acts:["handoff"]}),it=(i,e)=>JSON.stringify({acts:[i],references:[{kind:"item",value:e}]});class ti extends I{constructor(){super(),this.talk=null,this.gateway=new Ne(""),this.store=new je("",""),this.about=null,this.shown=null,this.leftItems=new Set,this.n_unread=0,this.said="",this.modal=!1,this.channels=[],this.goingOn=null,this.agents=new Map,this.composer=new Ts(this,()=>this.words),this.scroller=new Ys(this),this.phone=matchMedia(Qs),this.systemDark=matchMedia("(prefers-color-scheme: dark)"),this.fit=()=>{const e=this.shadow.querySelector("dialog.panel");if(!e)return;const t=this.open&&this.phone.matches;if(t!==this.modal||this.open&&!e.open){const o=this.shadow.activeElement;e.open&&e.close(),t?e.showModal():this.open&&(e.open=!0),this.modal=t,o?.focus()}else!this.open&&e.open&&e.close();const s=t?window.visualViewport?.height:void 0;s?e.style.setProperty("--visible",`${s}px`):e.style.removeProperty("--visible")},this.redraw=()=>this.requestUpdate(),this.key=e=>{e.key!=="Escape"||e.isComposing||e.defaultPrevented||this.shadow.querySelector("dialog.question[open]")||(e.preventDefault(),this.hide())},this.dropped=e=>{this.composer.files(e,e.dataTransfer)},this.shop=this.server=this.locale=this.theme=this.item=this.itemUrl=this.heading="",this.mode="bubble",this.position="end",this.open=!1}static{this.styles=jt}static{this.properties={shop:{},server:{},locale:{},theme:{},item:{},itemUrl:{attribute:"item-url"},mode:{reflect:!0},position:{reflect:!0},heading:{},open:{type:Boolean,reflect:!0}}}get shadow(){return this.renderRoot}show(){this.setOpen(!0,!0)}hide(){this.setOpen(!1,!0)}ask(e){this.setOpen(!0,!0),this.send(e,"")}connectedCallback(){super.connectedCallback(),this.phone.addEventListener("change",this.fit),this.systemDark.addEventListener("change",this.redraw),window.visualViewport?.addEventListener("resize",this.fit),this.hasUpdated&&this.begin()}disconnectedCallback(){super.disconnectedCallback(),this.phone.removeEventListener("change",this.fit),this.systemDark.removeEventListener("change",this.redraw),window.visualViewport?.removeEventListener("resize",this.fit),this.talk?.close(),this.talk=null}willUpdate(e){(!this.talk||e.has("shop")||e.has("server"))&&this.begin();const{locale:t,theme:s}=this.store.choices;this.hasUpdated&&e.has("locale")&&(this.store.choices={theme:s}),this.hasUpdated&&e.has("theme")&&(this.store.choices={locale:t}),(e.has("item")||e.has("shop")||e.has("locale"))&&this.lookAtItem(),this.toggleAttribute("data-dark",this.dark),this.lang=this.words.lang}updated(e){(e.has("open")||e.has("mode"))&&this.fit();for(const t of this.shadow.querySelectorAll(".carousel .cards"))Fe(t)}begin(){this.talk?.close(),this.gateway=new Ne((this.server||location.origin).replace(/\/+$/,"")),this.store=new je(this.gateway.base,this.shop),this.store.open!==null&&this.mode==="bubble"&&(this.open=this.store.open&&!this.phone.matches),this.about=null,this.n_unread=0;const e=this.talk=new is(this.gateway,this.store,this.shop,()=>this.language,{changed:t=>this.talk===e&&this.changed(t),ended:t=>this.talk===e&&this.tell(this.words[t])});e.resume(),this.shop&&this.gateway.shop(this.shop).then(t=>this.talk===e&&(this.about=t,this.requestUpdate()),()=>{})}changed(e){const t=this.talk,s=e.filter(o=>o.role!=="user");for(const o of s)o.role==="agent"&&t.handoff.agent&&this.agents.set(o.id,t.handoff.agent);if(this.visible)t.record.last&&(this.store.read=t.record.last.id),this.n_unread=0,this.scroller.came(e);else{const o=this.store.read,r=t.record.messages.findIndex(n=>n.id===o);this.n_unread=t.record.messages.slice(r+1).filter(n=>n.role!=="user").length,s.length&&(this.said=this.words.openUnread(this.n_unread),this.emit("daogou:unread",{unread:this.n_unread}))}this.requestUpdate()}get visible(){return this.mode==="inline"||this.open}setOpen(e,t){if(this.mode==="inline")return this.composer.focus();if(e!==this.open){if(this.open=e,this.store.open=e,this.n_unread=0,this.said="",e){const s=this.talk?.record.last;s&&(this.store.read=s.id),this.scroller.toEnd()}this.emit(e?"daogou:open":"daogou:close",{}),t&&this.updateComplete.then(()=>{const s=matchMedia("(pointer: coarse)").matches;e?s?this.shadow.querySelector("#title")?.focus():this.composer.focus():this.shadow.querySelector(".launcher")?.focus()})}}get language(){return(this.store.choices.locale||this.locale||document.documentElement.lang||navigator.language).toLowerCase().startsWith("zh")?"zh":"en"}get words(){return Ks[this.language]}get dark(){const e=this.store.choices.theme||this.theme;return e?e==="dark":this.systemDark.matches}choose(e){this.store.choices={...this.store.choices,...e},e.locale&&this.talk?.speak(e.locale),this.emit("daogou:choice",{locale:this.language,theme:this.dark?"dark":"light"}),this.requestUpdate()}async lookAtItem(){const e=this.item==="auto"?Lt(document):this.item;if(!e||!this.shop){this.shown=null;return}const t=await this.gateway.item(this.shop,e,this.language).catch(()=>null);this.item!=="auto"&&this.item!==e||(this.shown=t,this.requestUpdate())}get itemInView(){return this.shown&&!this.leftItems.has(this.shown.item_id)?this.shown:null}leaveItem(){this.shown&&this.leftItems.add(this.shown.item_id),this.requestUpdate(),this.composer.focus()}send(e,t,s=""){const o=this.itemInView;this.talk?.say(e,{...s&&{payload:s},...t&&{image:t},...o&&{page_item:o.item_id}}),this.scroller.toEnd()}tell(e){this.said=e,this.requestUpdate()}toReplies(){const e=[...this.shadow.querySelectorAll(".replies")],t=e[e.length-1]?.querySelector("button");return t?.focus(),t!=null}press(e){this.send(e.title,"",e.payload),this.composer.focus()}restart(){this.talk?.startOver(),this.said="",this.composer.focus()}async erase(){const e=this.words;try{await this.talk?.erase(),this.tell(e.erased)}catch(t){this.tell(e.eraseFailed+(t instanceof Error?t.message:""))}this.composer.focus()}async findChannels(){this.channels=await this.gateway.channels().catch(()=>[]),this.requestUpdate()}async goOn(e){const t=this.talk?.session;if(t){try{this.goingOn={channel:e,link:await this.gateway.link(t,e.name)}}catch(s){return this.tell(this.words.goOnFailed+(s instanceof Error?s.message:""))}this.requestUpdate(),await this.updateComplete,this.shadow.querySelector("dialog.go-on")?.showModal()}}emit(e,t){const s=new CustomEvent(e,{detail:t,bubbles:!0,composed:!0,cancelable:!0});return this.dispatchEvent(s),s}get room(){const e=(s,o)=>{this.send(s,"",o),this.composer.focus()},t=this.words;return{words:t,locale:this.language,page:s=>this.itemUrl?new URL(this.itemUrl.replaceAll("{id}",encodeURIComponent(s.item_id)),document.baseURI).href:this.gateway.address(s.url),picture:s=>this.gateway.address(s.image_url),category:s=>this.named(this.about?.categories?.find(o=>o.name===s.category))||s.category,own:s=>new URL(s).origin===location.origin,opened:(s,o)=>{this.emit("daogou:item",{item:s}).defaultPrevented&&o.preventDefault()},chosen:s=>e(t.chooseOf(s.title),it("pick",s.item_id)),wished:s=>e(t.wishOf(s.title),it("wishlist",s.item_id)),writer:s=>this.agents.get(s)??"",sentPicture:s=>this.talk?.pictures.get(s)??null,pressed:s=>this.press(s),retried:s=>this.talk?.retry(s),discarded:s=>this.talk?.discard(s)}}render(){const e=this.words;return this.mode==="inline"?c`<section class="panel" part="panel" aria-labelledby="title" @drop=${this.dropped} @dragover=${ot}>
        ${this.inside()}
      </section>`:c`${this.open?h:Cs(this.n_unread,e,()=>this.show())}
      <dialog
        class="panel"
        part="panel"
        aria-labelledby="title"
        @cancel=${t=>t.target===t.currentTarget&&(t.preventDefault(),this.hide())}
        @keydown=${this.key}
        @drop=${this.dropped}
        @dragover=${ot}
      >
        ${this.inside()}
      </dialog>
      <p class="sr" role="status">${this.open?"":this.said}</p>`}inside(){const e=this.words,t=this.talk,s=t.handoff,o=s.state==="assigned"?s.agent??"":"",{record:r,pending:n}=t,l=this.heading||this.about?.title?.[this.language]||Object.values(this.about?.title??{})[0]||e.guide,a=this.room,d=r.last,g=this.itemInView,u=!d&&!n.length;return c`${Os(l,t.online,o,this.dark,t.session?this.channels:[],e,{restart:()=>this.restart(),erase:()=>this.shadow.querySelector("dialog.erase")?.showModal(),person:()=>this.send(e.personAsk,"",ei),language:()=>this.choose({locale:this.language==="zh"?"en":"zh"}),theme:()=>this.choose({theme:this.dark?"light":"dark"}),goOn:p=>void this.goOn(p),opened:()=>void this.findChannels(),close:this.mode==="inline"?null:()=>this.hide()})}
      <div class="scroller" part="log" tabindex="0" role="region" aria-label=${l} @scroll=${this.scroller.scrolled}>
        <p class="notice" role="status">${this.visible?this.said:""}</p>
        ${u?zs(g,this.ways(),e,p=>(this.send(p,""),this.composer.focus())):h}
        <div role="log" aria-live="polite" aria-relevant="additions" aria-label=${l}>
          <ol class="log">
            ${ie(r.messages,p=>p.id,(p,f)=>{const m=p===d?t.replies:Xs,$=[p,m,e,this.about,this.itemUrl,a.writer(p.id),a.sentPicture(p.id)];return Mt($,()=>[Fs(p,r.messages[f-1],e),js(p,m,a)])})}
            ${ie(n,p=>p.message.message_id,p=>Bs(p,a,!t.online))}
          </ol>
        </div>
        <div class="typing" role="status" ?data-empty=${!t.answering}>
          ${t.answering?c`<span class="sr">${e.typing}</span><i></i><i></i><i></i>`:h}
        </div>
      </div>
      ${this.scroller.away?c`<button type="button" class="latest" aria-label=${e.latest} @click=${()=>this.scroller.toEnd()}>
            ${this.scroller.n_below?c`<span>${e.fresh(this.scroller.n_below)}</span>`:h}${Ve}
          </button>`:h}
      ${Rs(s,e,()=>s.cancel&&this.press({title:e.leaveQueue,payload:s.cancel}))}
      ${this.composer.view(g,g&&this.gateway.address(g.image_url),o)}
      ${Ls(e,()=>void this.erase())} ${Ds(this.goingOn?.link??null,this.goingOn?.channel??null,e)}`}ways(){const e=this.words;return this.itemInView?e.itemWays:[...[...this.about?.categories??[]].filter(o=>o.n_items).sort((o,r)=>r.n_items-o.n_items).slice(0,Zs).map(o=>e.recommend(this.named(o))),...e.ways]}named(e){return e?.names?.[this.language]?.[0]??e?.name??""}}function ot(i){i.preventDefault()}const le="daogou-chat",ce=document.currentScript,si=ce?.src?new URL(ce.src).origin:"";class ii extends ti{constructor(){super(),this.server=si}}function rt(i){const e=document.createElement(le);for(const[t,s]of Object.entries(i))e.setAttribute(t.replace(/[A-Z]/g,o=>`-${o.toLowerCase()}`),s??"");document.body.append(e)}if(!customElements.get(le)){customElements.define(le,ii);const i=ce?.dataset;i&&"shop"in i&&(document.body?rt(i):document.addEventListener("DOMContentLoaded",()=>rt(i)))}})();
